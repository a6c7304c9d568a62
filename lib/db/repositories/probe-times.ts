import type { Pool } from 'pg'

/** TTFBs of models for the short prompt of their newest probe within 30 days, milliseconds. */
export async function readProbeTimes(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ model: string; ms: number }>(
    `SELECT DISTINCT ON (model) model, greatest(0, "ttfbP50" - coalesce("connectMs", 0)) AS ms
     FROM "ModelProbe" WHERE "ttfbP50" IS NOT NULL AND "startedAt" > now() - interval '30 days'
     ORDER BY model, "startedAt" DESC`,
  )
  return new Map(rows.map(({ model, ms }) => [model, ms]))
}
