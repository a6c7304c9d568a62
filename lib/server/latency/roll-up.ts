import {
  type RollupSpan,
  readRollupEnd,
  rollUpLatency,
} from '#lib/db/repositories/latency-stats.ts'
import type { Services } from '../services.ts'

export const rollUpJob = 'latency-roll-up'
/** Late enough for turns of the previous hour to have ended. */
export const rollUpCron = '20 * * * *'

const hourMs = 3_600_000
export const spanMs: Record<RollupSpan, number> = { hour: hourMs, day: 24 * hourMs }
/** A turn ends within its total deadline, usually 15 minutes. */
const settledMs = 15 * 60_000
/** Maximum number of spans per run, which limits the load on the database. */
const atOnce: Record<RollupSpan, number> = { hour: 24, day: 4 }

/** Rolls up the completed hours and days since the last run. */
export async function rollUp(
  { database }: Pick<Services, 'database'>,
  now = new Date(),
): Promise<void> {
  for (const span of ['hour', 'day'] as const) {
    const step = spanMs[span]
    const end = await readRollupEnd(database.pool, span)
    if (!end) return
    const until = Math.floor((now.getTime() - settledMs) / step) * step
    for (let from = end.getTime(); from < until; ) {
      const next = Math.min(until, from + atOnce[span] * step)
      await rollUpLatency(database.pool, span, new Date(from), new Date(next))
      from = next
    }
  }
}
