import type { LatencyGroup, LatencyQuery, LatencyReport } from '#lib/contracts/latency/latency.ts'
import type { LatencyStats } from '#lib/db/repositories/latency-stats.ts'
import { barsOf, countUpTo, emptyHistogram } from '#lib/latency/histogram.ts'
import type { Services } from '../services.ts'
import { collectStats, periodOf } from './collect-stats.ts'
import { type MergedStats, mergeAll, mergeBy } from './merge-stats.ts'
import { toFigures } from './to-figures.ts'

/** Histogram buckets per bar of the distribution: four bars per doubling. */
const perBar = 8
const hourMs = 3_600_000

/** TTFB of a period: overall, over time and by group. */
export async function readReport(
  services: Pick<Services, 'database' | 'agents'>,
  query: LatencyQuery,
): Promise<LatencyReport> {
  const period = periodOf(query)
  const stats = await collectStats(services, period, query)
  const stepOf = ({ startsAt }: LatencyStats) => isoTime(startsAt, period.stepMs)
  const keyOf = {
    model: ({ model }: LatencyStats) => model,
    agent: ({ agentId }: LatencyStats) => agentId,
    hour: ({ startsAt }: LatencyStats) => isoTime(startsAt, Math.max(hourMs, period.stepMs)),
  }
  const series = mergeBy(stats, stepOf)
  const whole = mergeAll(series.values())
  return {
    since: period.from.toISOString(),
    until: period.until.toISOString(),
    ...toFigures(whole),
    failureKinds: [...whole.failures]
      .map(([code, count]) => ({ code, count }))
      .sort((a, b) => b.count - a.count),
    distribution: distribution(whole),
    series: toGroups(series),
    stepMs: period.stepMs,
    groups: query.groupBy ? toGroups(mergeBy(stats, keyOf[query.groupBy])) : [],
    budgets: await budgets(services, stats),
  }
}

function toGroups(merged: Map<string, MergedStats>): LatencyGroup[] {
  return [...merged].map(([key, one]) => ({ key, ...toFigures(one) }))
}

function distribution({ durations }: MergedStats): LatencyReport['distribution'] {
  const tenths = (ms: number) => Math.round(ms * 10) / 10
  return barsOf(durations.get('ttfb') ?? emptyHistogram(), perBar).map(
    ({ fromMs, toMs, count }) => ({ fromMs: tenths(fromMs), toMs: tenths(toMs), count }),
  )
}

async function budgets({ agents }: Pick<Services, 'agents'>, stats: LatencyStats[]) {
  const limits = new Map(
    (await agents.list()).flatMap(({ id, ttfbBudgetMs }) =>
      ttfbBudgetMs === null ? [] : [[id, ttfbBudgetMs]],
    ),
  )
  const limited = stats.filter(({ agentId }) => limits.has(agentId))
  return [...mergeBy(limited, ({ agentId }) => agentId)].flatMap(([agentId, { durations }]) => {
    const ttfb = durations.get('ttfb')
    const budgetMs = limits.get(agentId)
    if (!ttfb || budgetMs === undefined) return []
    return [{ agentId, budgetMs, count: ttfb.count, attained: countUpTo(ttfb, budgetMs) }]
  })
}

function isoTime(ms: number, stepMs: number): string {
  return new Date(Math.floor(ms / stepMs) * stepMs).toISOString()
}
