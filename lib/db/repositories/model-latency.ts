import type { Pool } from 'pg'

/** A model's measured speed, milliseconds. */
export interface ModelLatency {
  model: string
  p50: number
  p95: number
  samples: number
  tokensPerSecond: number | null
  source: 'turns' | 'probe'
}

/**
 * Each model's latest 200 turns that it answered alone, or its newest probe if there are fewer than
 * five such turns. Turns that asked several models do not measure one model. Nothing is older than
 * 30 days. Jumps from model to model along the index, because there may be millions of turns.
 */
export async function readModelLatency(pool: Pool): Promise<ModelLatency[]> {
  const { rows } = await pool.query<ModelLatency>(
    `WITH RECURSIVE models AS (
       (SELECT model FROM "Turn" ORDER BY model LIMIT 1)
       UNION ALL
       SELECT (SELECT t.model FROM "Turn" t WHERE t.model > models.model ORDER BY t.model LIMIT 1)
       FROM models WHERE models.model IS NOT NULL
     ), turns AS (
       SELECT models.model, latest.* FROM models CROSS JOIN LATERAL (
         SELECT count(*)::int AS samples,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY "ttfbMs"))::float8 AS p50,
           round(percentile_cont(0.95) WITHIN GROUP (ORDER BY "ttfbMs"))::float8 AS p95,
           round(percentile_cont(0.5) WITHIN GROUP (ORDER BY "tokensPerSecond")::numeric, 1)::float8 AS "tokensPerSecond"
         FROM (
           SELECT "ttfbMs", "tokensPerSecond" FROM "Turn" t
           WHERE t.model = models.model AND "ttfbMs" IS NOT NULL
             AND "startedAt" > now() - interval '30 days'
             AND NOT metadata ?| ARRAY['attempts', 'cachedAt']
           -- In the order of the index of models and times, so that no other one is read.
           ORDER BY t.model DESC, "startedAt" DESC LIMIT 200
         ) newest
       ) latest WHERE latest.samples > 0
     ), probes AS (
       SELECT DISTINCT ON (model) model, runs - failures AS samples,
         round("ttfbP50") AS p50, round("ttfbP95") AS p95, "tokensPerSecond"
       FROM "ModelProbe" WHERE "ttfbP50" IS NOT NULL AND "startedAt" > now() - interval '30 days'
       ORDER BY model, "startedAt" DESC
     )
     SELECT DISTINCT ON (model) model, samples, p50, p95, "tokensPerSecond", source FROM (
       SELECT *, 'turns' AS source, CASE WHEN samples < 5 THEN 2 ELSE 0 END AS rank FROM turns
       UNION ALL SELECT *, 'probe', 1 FROM probes
     ) known ORDER BY model, rank`,
  )
  return rows
}
