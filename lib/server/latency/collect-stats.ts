import type { LatencyFilter } from '#lib/contracts/latency/latency.ts'
import {
  type LatencyStats,
  type RollupSpan,
  readLatencyStats,
  readRollupEnd,
  readRollups,
} from '#lib/db/repositories/latency-stats.ts'
import type { Services } from '../services.ts'
import { spanMs } from './roll-up.ts'

const minuteMs = 60_000
const hourMs = spanMs.hour
const dayMs = spanMs.day

/** A period divided into steps; shorter periods have shorter steps. */
export interface Period {
  from: Date
  until: Date
  stepMs: number
}

/** @param filter the last 24 hours if `since` is missing */
export function periodOf({ since, until }: LatencyFilter, now = new Date()): Period {
  const end = until ? new Date(until) : now
  const start = since ? new Date(since) : new Date(end.getTime() - dayMs)
  const length = end.getTime() - start.getTime()
  const stepMs = length <= 6 * hourMs ? 5 * minuteMs : length <= 8 * dayMs ? hourMs : dayMs
  if (stepMs < hourMs) return { from: start, until: end, stepMs }
  // Rounded to whole steps, because only these are rolled up.
  return { from: new Date(Math.floor(start.getTime() / stepMs) * stepMs), until: end, stepMs }
}

/** Statistics of all turns in the period: from roll-ups where they exist, from turns after that. */
export async function collectStats(
  { database: { pool } }: Pick<Services, 'database'>,
  period: Period,
  filter: LatencyFilter,
): Promise<LatencyStats[]> {
  const { agentId, model, userId } = filter
  const { from, until, stepMs } = period
  if (userId !== undefined || stepMs < hourMs)
    return readLatencyStats(pool, { from, until, stepMs, agentId, model, userId })

  const collected: LatencyStats[] = []
  let done = from
  const spans: RollupSpan[] = stepMs === dayMs ? ['day', 'hour'] : ['hour']
  for (const span of spans) {
    const end = await readRollupEnd(pool, span)
    const whole = new Date(Math.floor(until.getTime() / spanMs[span]) * spanMs[span])
    const rolled = new Date(Math.min(whole.getTime(), end?.getTime() ?? 0))
    if (rolled <= done) continue
    collected.push(
      ...(await readRollups(pool, span, { from: done, until: rolled, agentId, model })),
    )
    done = rolled
  }
  collected.push(...(await readLatencyStats(pool, { from: done, until, stepMs, agentId, model })))
  return collected
}
