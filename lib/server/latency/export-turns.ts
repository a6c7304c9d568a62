import type { LatencyFilter } from '#lib/contracts/latency.ts'
import { stageNames } from '#lib/contracts/timing.ts'
import { type LatencyTurnRow, readTurnsAfter } from '#lib/db/repositories/latency-turns.ts'
import type { Services } from '../services.ts'
import { periodOf } from './collect-stats.ts'

const perPage = 2_000
const fields = [
  ...['id', 'startedAt', 'agentId', 'model', 'outcome', 'outcomeReason', 'ttfbMs', 'reasoningMs'],
  ...['totalMs', 'inputTokens', 'outputTokens', 'cachedTokens', 'tokensPerSecond'],
] as const

/** The turns of a period without content, piece by piece; in CSV with each stage's duration. */
export async function* exportTurns(
  { database }: Services,
  filter: LatencyFilter,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  yield format === 'csv' ? csvLine([...fields, ...stageNames.map((name) => `${name}Ms`)]) : '[\n'
  let after: LatencyTurnRow | null = null
  const period = { ...filter, ...periodOf(filter) }
  while (true) {
    const rows: LatencyTurnRow[] = await readTurnsAfter(database.pool, period, after, perPage)
    const isFirst = after === null
    after = rows.at(-1) ?? null
    if (format === 'csv') yield rows.map((row) => csvLine(cells(row))).join('')
    else if (rows.length > 0)
      yield (isFirst ? '' : ',\n') + rows.map((row) => JSON.stringify(row)).join(',\n')
    if (rows.length < perPage) break
  }
  if (format === 'json') yield '\n]\n'
}

function cells(row: LatencyTurnRow): (string | number | null)[] {
  const durations = new Map(row.stages.map(({ name, startMs, endMs }) => [name, endMs - startMs]))
  return [
    ...fields.map((field) => {
      const value = row[field as keyof LatencyTurnRow]
      return value instanceof Date ? value.toISOString() : (value as string | number | null)
    }),
    ...stageNames.map((name) => {
      const ms = durations.get(name)
      return ms === undefined ? null : Math.round(ms * 1_000) / 1_000
    }),
  ]
}

/** RFC 4180; a value that a spreadsheet would run as a formula is quoted with an apostrophe. */
function csvLine(values: (string | number | null)[]): string {
  const written = values.map((value) => {
    const text = String(value ?? '')
    const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${written.join(',')}\r\n`
}
