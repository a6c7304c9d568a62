import type { LatencyFilter } from '#lib/contracts/latency/latency.ts'
import { stageNames } from '#lib/contracts/latency/stage-names.ts'
import { waitOfTurn } from '#lib/contracts/latency/wait.ts'
import { type LatencyTurnRow, readTurnsAfter } from '#lib/db/repositories/latency-turns.ts'
import { byteOrderMark, type Cell, csvLine } from '../csv.ts'
import type { Services } from '../services.ts'
import { periodOf } from './collect-stats.ts'

const perPage = 2_000
const columns = [
  'id',
  'startedAt',
  'agentId',
  'model',
  'outcome',
  'outcomeReason',
  'waitMs',
  'ttfbMs',
  'reasoningMs',
  'totalMs',
  'inputTokens',
  'outputTokens',
  'cachedTokens',
  'tokensPerSecond',
] as const

/**
 * Streams the turns of a period without their content; in CSV with each stage's duration. The wait
 * and the browser's stages are empty if no browser measured the turn.
 */
export async function* exportTurns(
  { database }: Pick<Services, 'database'>,
  filter: LatencyFilter,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  yield format === 'csv'
    ? byteOrderMark + csvLine([...columns, ...stageNames.map((name) => `${name}Ms`)])
    : '[\n'
  let after: LatencyTurnRow | null = null
  const period = { ...filter, ...periodOf(filter) }
  while (true) {
    const rows: LatencyTurnRow[] = await readTurnsAfter(database.pool, period, after, perPage)
    const isFirst = after === null
    after = rows.at(-1) ?? null
    if (format === 'csv') yield rows.map((row) => csvLine(cellsOf(row))).join('')
    else if (rows.length > 0)
      yield (isFirst ? '' : ',\n') + rows.map((row) => JSON.stringify(row)).join(',\n')
    if (rows.length < perPage) break
  }
  if (format === 'json') yield '\n]\n'
}

function cellsOf(row: LatencyTurnRow): Cell[] {
  const { stages } = waitOfTurn(
    { ...row, totalMs: row.totalMs ?? 0, reasoningMs: row.reasoningMs ?? undefined },
    row.browser ?? undefined,
  )
  const durations = new Map<string, number>()
  for (const { name, startMs, endMs } of stages)
    durations.set(name, (durations.get(name) ?? 0) + endMs - startMs)
  return [
    ...columns.map((column): Cell => {
      const value = row[column]
      return value instanceof Date ? value.toISOString() : value
    }),
    ...stageNames.map((name) => {
      const ms = durations.get(name)
      return ms === undefined ? null : Math.round(ms * 1_000) / 1_000
    }),
  ]
}
