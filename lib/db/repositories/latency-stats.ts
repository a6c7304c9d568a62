import type { Pool } from 'pg'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import { bucketsPerOctave, type StoredHistogram, shortestMs } from '#lib/latency/histogram.ts'
import { waitSql } from './wait-sql.ts'

/** The totals of the turns of one step, agent and model. */
export interface LatencyStats {
  /** Epoch milliseconds of the step's beginning. */
  startsAt: number
  /** Empty if the agent was deleted. */
  agentId: string
  model: string
  /** Turns that ended. */
  count: number
  /** Counts by error code. */
  failures: Record<string, number>
  speed: { count: number; sum: number }
  durations: Partial<Record<DurationName, StoredHistogram>>
}

/** What is counted in histograms: waits that browsers measured, TTFBs and stages. */
export type DurationName = StageName | 'ttfb' | 'wait'

export interface StatsFilter {
  from: Date
  /** Not included. */
  until: Date
  agentId?: string
  model?: string
  userId?: string
}

export type RollupSpan = 'hour' | 'day'

/** Counts turns by step, agent and model. */
export async function readLatencyStats(
  pool: Pool,
  filter: StatsFilter & { stepMs: number },
): Promise<LatencyStats[]> {
  const { from, until, stepMs, agentId, model, userId } = filter
  const values: unknown[] = [from, until, stepMs / 1_000]
  // Only the conditions that apply: with "or is null" the planner would not use the indexes.
  const conditions = Object.entries({ agentId, model, userId }).flatMap(([column, value]) =>
    value === undefined ? [] : [`AND "${column}" = $${values.push(value)}`],
  )
  const { rows } = await pool.query<Row>(
    `${countSql(conditions.join(' '))} SELECT * FROM stats`,
    values,
  )
  return rows.map(toStats)
}

/** Counts the turns of whole hours or days and stores the result. */
export async function rollUpLatency(
  pool: Pool,
  span: RollupSpan,
  from: Date,
  until: Date,
): Promise<void> {
  const seconds = span === 'hour' ? 3_600 : 86_400
  await pool.query(
    `${countSql('')}
     INSERT INTO "LatencyRollup" (span, "startsAt", "agentId", model, stats)
     SELECT $4, "startsAt", "agentId", model, stats FROM stats
     ON CONFLICT (span, "startsAt", "agentId", model) DO UPDATE SET stats = EXCLUDED.stats`,
    [from, until, seconds, span],
  )
}

export async function readRollups(
  pool: Pool,
  span: RollupSpan,
  filter: Omit<StatsFilter, 'userId'>,
): Promise<LatencyStats[]> {
  const { rows } = await pool.query<Row>({
    name: 'read-latency-rollups',
    text: `SELECT "startsAt", "agentId", model, stats FROM "LatencyRollup"
      WHERE span = $1 AND "startsAt" >= $2 AND "startsAt" < $3
        AND ($4::text IS NULL OR "agentId" = $4) AND ($5::text IS NULL OR model = $5)`,
    values: [span, filter.from, filter.until, filter.agentId ?? null, filter.model ?? null],
  })
  return rows.map(toStats)
}

/** The end of the rolled-up time, or the beginning of the first turn; null without turns. */
export async function readRollupEnd(pool: Pool, span: RollupSpan): Promise<Date | null> {
  const { rows } = await pool.query<{ end: Date | null }>(
    `SELECT coalesce(
       (SELECT max("startsAt") + ('1 ' || $1)::interval FROM "LatencyRollup" WHERE span = $1),
       (SELECT date_trunc($1, min("startedAt"), 'UTC') FROM "Turn")
     ) AS "end"`,
    [span],
  )
  return rows[0]?.end ?? null
}

interface Row {
  startsAt: Date
  agentId: string
  model: string
  /** As `countSql` returns it. */
  stats: {
    count: number
    failures: Record<string, number>
    speed: { count: number; sum: number }
    durations: Partial<Record<DurationName, StoredHistogram>>
  }
}

function toStats({ startsAt, agentId, model, stats }: Row): LatencyStats {
  return { startsAt: startsAt.getTime(), agentId, model, ...stats }
}

/** $1 from, $2 until, $3 step in seconds. */
const countSql = (conditions: string) => `
WITH turn AS (
  SELECT date_bin(make_interval(secs => $3::float8), "startedAt", 'epoch'::timestamptz) AS "startsAt",
    coalesce("agentId", '') AS "agentId", model, outcome, "outcomeReason", "ttfbMs",
    "tokensPerSecond", stages, metadata->'browser' AS browser
  FROM "Turn"
  WHERE "startedAt" >= $1 AND "startedAt" < $2 AND outcome <> 'running'
    ${conditions}
), duration AS (
  SELECT "startsAt", "agentId", model, 'ttfb' AS name, "ttfbMs" AS ms FROM turn
  WHERE "ttfbMs" IS NOT NULL
  UNION ALL
  SELECT "startsAt", "agentId", model, stage.name, stage."endMs" - stage."startMs"
  FROM turn, jsonb_to_recordset(stages) AS stage(name text, "startMs" float8, "endMs" float8)
  -- Calls of tools after the first text are no part of the wait.
  WHERE "ttfbMs" IS NOT NULL AND stage."startMs" <= "ttfbMs"
  UNION ALL
  SELECT "startsAt", "agentId", model, browsers.name, browsers.ms
  FROM turn, LATERAL (VALUES
    ('wait', ${waitSql}),
    ('request', (browser->>'requestMs')::float8),
    ('response', (browser->>'transitMs')::float8 - (browser->>'requestMs')::float8),
    ('paint', (browser->>'paintMs')::float8)
  ) AS browsers(name, ms)
  WHERE "ttfbMs" IS NOT NULL AND browser IS NOT NULL AND browsers.ms IS NOT NULL
), bucket AS (
  SELECT "startsAt", "agentId", model, name,
    floor(ln(greatest(ms, ${shortestMs})) / ln(2) * ${bucketsPerOctave})::int AS bucket,
    count(*) AS n, sum(ms) AS sum, min(ms) AS min, max(ms) AS max
  FROM duration GROUP BY 1, 2, 3, 4, 5
), histogram AS (
  SELECT "startsAt", "agentId", model, name, jsonb_build_object('count', sum(n), 'sum', sum(sum),
    'min', min(min), 'max', max(max), 'buckets', jsonb_object_agg(bucket, n)) AS histogram
  FROM bucket GROUP BY 1, 2, 3, 4
), durations AS (
  SELECT "startsAt", "agentId", model, jsonb_object_agg(name, histogram) AS durations
  FROM histogram GROUP BY 1, 2, 3
), failure AS (
  SELECT "startsAt", "agentId", model, jsonb_object_agg(code, n) AS failures FROM (
    SELECT "startsAt", "agentId", model, coalesce("outcomeReason", 'unknown') AS code, count(*) AS n
    FROM turn WHERE outcome = 'error' GROUP BY 1, 2, 3, 4
  ) codes GROUP BY 1, 2, 3
), ended AS (
  SELECT "startsAt", "agentId", model, count(*) AS n, count("tokensPerSecond") AS told,
    coalesce(sum("tokensPerSecond"), 0) AS speed
  FROM turn GROUP BY 1, 2, 3
), stats AS (
  SELECT "startsAt", "agentId", model, jsonb_build_object('count', n,
    'failures', coalesce(failures, '{}'), 'speed', jsonb_build_object('count', told, 'sum', speed),
    'durations', coalesce(durations, '{}')) AS stats
  FROM ended
    LEFT JOIN durations USING ("startsAt", "agentId", model)
    LEFT JOIN failure USING ("startsAt", "agentId", model)
)`
