import type { Pool } from 'pg'
import type { BrowserTiming, Stage } from '#lib/contracts/latency/timing.ts'
import type { StatsFilter } from './latency-stats.ts'
import { waitSql } from './wait-sql.ts'

export interface LatencyTurnRow {
  id: string
  chatId: string | null
  agentId: string | null
  model: string
  startedAt: Date
  outcome: string
  outcomeReason: string | null
  /** From Enter to the first painted text; null if no browser measured the turn. */
  waitMs: number | null
  ttfbMs: number | null
  reasoningMs: number | null
  totalMs: number | null
  inputTokens: number | null
  outputTokens: number | null
  cachedTokens: number | null
  tokensPerSecond: number | null
  stages: Stage[]
  browser: BrowserTiming | null
}

const columns = `id, "chatId", "agentId", model, "startedAt", outcome, "outcomeReason",
  ${waitSql} AS "waitMs", "ttfbMs", "reasoningMs", "totalMs", "inputTokens", "outputTokens",
  "cachedTokens", "tokensPerSecond", stages, browser`
const tableSql = '"Turn", LATERAL (SELECT metadata->\'browser\' AS browser) AS told'
const filterSql = `"startedAt" >= $1 AND "startedAt" < $2 AND outcome <> 'running'
  AND ($3::text IS NULL OR "agentId" = $3) AND ($4::text IS NULL OR model = $4)
  AND ($5::text IS NULL OR "userId" = $5)`
const valuesOf = ({ from, until, agentId, model, userId }: StatsFilter) => [
  from,
  until,
  agentId ?? null,
  model ?? null,
  userId ?? null,
]

/** The turns with the longest TTFB. */
export async function readSlowestTurns(
  pool: Pool,
  filter: StatsFilter,
  limit: number,
): Promise<(LatencyTurnRow & { ttfbMs: number })[]> {
  const { rows } = await pool.query<LatencyTurnRow & { ttfbMs: number }>(
    `SELECT ${columns} FROM ${tableSql} WHERE ${filterSql} AND "ttfbMs" IS NOT NULL
     ORDER BY "ttfbMs" DESC LIMIT $6`,
    [...valuesOf(filter), limit],
  )
  return rows
}

/** A page of turns in the order of their beginning, after the given one. */
export async function readTurnsAfter(
  pool: Pool,
  filter: StatsFilter,
  after: { startedAt: Date; id: string } | null,
  limit: number,
): Promise<LatencyTurnRow[]> {
  const { rows } = await pool.query<LatencyTurnRow>(
    `SELECT ${columns} FROM ${tableSql} WHERE ${filterSql}
       AND ($6::timestamptz IS NULL OR ("startedAt", id) > ($6, $7))
     ORDER BY "startedAt", id LIMIT $8`,
    [...valuesOf(filter), after?.startedAt ?? null, after?.id ?? null, limit],
  )
  return rows
}

/** Changes when one of the latest turns begins, ends or gets its browser's measurements. */
export async function readLatestTurnsHash(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ hash: string }>({
    name: 'read-latest-turns-hash',
    text: `SELECT md5(coalesce(string_agg(concat_ws(' ', id, outcome, metadata->'browser'), ','), '')) AS hash
      FROM (SELECT id, outcome, metadata FROM "Turn" ORDER BY "startedAt" DESC, id LIMIT 50) AS latest`,
  })
  return rows[0]?.hash ?? ''
}
