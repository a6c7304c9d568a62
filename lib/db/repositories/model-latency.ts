import type { Pool } from 'pg'

/** How fast a model was in its latest turns, milliseconds. */
export interface ModelLatency {
  model: string
  p50: number
  p95: number
  samples: number
  tokensPerSecond: number | null
}

/** Each model's latest 200 turns with an answer, not older than 30 days. */
export async function readModelLatency(pool: Pool): Promise<ModelLatency[]> {
  const { rows } = await pool.query<ModelLatency>(
    `SELECT model, count(*)::int AS samples,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY "ttfbMs"))::float8 AS p50,
       round(percentile_cont(0.95) WITHIN GROUP (ORDER BY "ttfbMs"))::float8 AS p95,
       round(percentile_cont(0.5) WITHIN GROUP (ORDER BY "tokensPerSecond")::numeric, 1)::float8 AS "tokensPerSecond"
     FROM (
       SELECT model, "ttfbMs", "tokensPerSecond",
         row_number() OVER (PARTITION BY model ORDER BY "startedAt" DESC) AS age
       FROM "Turn" WHERE "ttfbMs" IS NOT NULL AND "startedAt" > now() - interval '30 days'
     ) latest WHERE age <= 200 GROUP BY model`,
  )
  return rows
}
