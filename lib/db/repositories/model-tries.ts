import type { Pool } from 'pg'
import { providerCodePattern } from '#lib/latency/diagnosis/provider-code.ts'

/** One request to a model, by a turn or a probe. */
export interface ModelTry {
  model: string
  at: Date
  hasAnswered: boolean
}

/** A probe sends several requests and is stored as one row. */
const mostProbes = 3
/** The number of latest turns in which attempts of several models are looked for. */
const latestTurns = 2_000

/**
 * The latest requests to models, newest first: at most `most` turns that each model answered alone,
 * plus probes and attempts within other turns. Turns that the user stopped before any text are left
 * out.
 */
export async function readModelTries(
  pool: Pool,
  models: string[],
  most: number,
): Promise<ModelTry[]> {
  const { rows } = await pool.query<ModelTry>(
    `WITH wanted AS (SELECT unnest($1::text[]) AS model)
     SELECT wanted.model, own.at, own."hasAnswered"
     FROM wanted CROSS JOIN LATERAL (
       SELECT t."startedAt" AS at, t.outcome <> 'error' AS "hasAnswered" FROM "Turn" t
       WHERE t.model = wanted.model AND t.outcome <> 'running'
         AND (t.outcome = 'error' AND t."outcomeReason" ~ $4
           OR t.outcome <> 'error' AND t."ttfbMs" IS NOT NULL)
         AND NOT t.metadata ?| ARRAY['attempts', 'cachedAt']
       ORDER BY t.model DESC, t."startedAt" DESC LIMIT $2
     ) own
     UNION ALL
     SELECT attempt.model, latest."startedAt", attempt.outcome = 'answered'
     FROM (
       SELECT "startedAt", metadata FROM "Turn" ORDER BY "startedAt" DESC LIMIT ${latestTurns}
     ) latest,
       jsonb_to_recordset(latest.metadata->'attempts') AS attempt(model text, outcome text)
     WHERE latest.metadata ? 'attempts' AND attempt.model = ANY($1)
       AND attempt.outcome IN ('answered', 'failed')
     UNION ALL
     SELECT wanted.model, probe."startedAt", probe.failures = 0
     FROM wanted CROSS JOIN LATERAL (
       SELECT p."startedAt", p.runs, p.failures FROM "ModelProbe" p
       WHERE p.model = wanted.model ORDER BY p."startedAt" DESC LIMIT $3
     ) probe, generate_series(1, probe.runs)
     ORDER BY at DESC`,
    [models, most, mostProbes, providerCodePattern],
  )
  return rows
}
