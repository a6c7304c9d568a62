import type { LatencyQuery, LatencyReport } from '#lib/contracts/latency.ts'
import type { LatencyStats } from '#lib/db/repositories/latency-stats.ts'
import { bucketStart, countUpTo, type Histogram } from '#lib/latency/histogram.ts'
import type { Services } from '../services.ts'
import { collectStats, periodOf } from './collect-stats.ts'
import { mergedTtfb, summariseGroups, summariseStats } from './summarise-stats.ts'

/** Buckets that one bar of the distribution takes together: four bars to a doubling. */
const perBar = 8

/** How long first tokens took in a period, as a whole, over time and in groups. */
export async function readReport(services: Services, query: LatencyQuery): Promise<LatencyReport> {
  const period = periodOf(query)
  const stats = await collectStats(services, period, query)
  const stepOf = ({ startsAt }: LatencyStats) => isoTime(startsAt, period.stepMs)
  const hourOf = ({ startsAt }: LatencyStats) => isoTime(startsAt, 3_600_000)
  const keyOf = {
    model: ({ model }: LatencyStats) => model,
    agent: ({ agentId }: LatencyStats) => agentId,
    hour: period.stepMs > 3_600_000 ? stepOf : hourOf,
  }
  return {
    since: period.from.toISOString(),
    until: period.until.toISOString(),
    ...summariseStats(stats),
    failureKinds: failureKinds(stats),
    distribution: distribution(mergedTtfb(stats)),
    series: summariseGroups(stats, stepOf),
    stepMs: period.stepMs,
    groups: query.groupBy ? summariseGroups(stats, keyOf[query.groupBy]) : [],
    budgets: await budgets(services, stats),
  }
}

function failureKinds(stats: LatencyStats[]): LatencyReport['failureKinds'] {
  const counts = new Map<string, number>()
  for (const { failures } of stats)
    for (const [code, count] of Object.entries(failures))
      counts.set(code, (counts.get(code) ?? 0) + count)
  return [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count)
}

function distribution({ buckets }: Histogram): LatencyReport['distribution'] {
  const bars = new Map<number, number>()
  for (const [bucket, count] of buckets) {
    const bar = Math.floor(bucket / perBar)
    bars.set(bar, (bars.get(bar) ?? 0) + count)
  }
  const edge = (bar: number) => Math.round(bucketStart(bar * perBar) * 10) / 10
  return [...bars]
    .sort(([a], [b]) => a - b)
    .map(([bar, count]) => ({ fromMs: edge(bar), toMs: edge(bar + 1), count }))
}

async function budgets({ agents }: Services, stats: LatencyStats[]) {
  const withBudget = (await agents.list()).flatMap(({ id, ttfbBudgetMs }) =>
    ttfbBudgetMs === null ? [] : [{ agentId: id, budgetMs: ttfbBudgetMs }],
  )
  return withBudget.flatMap(({ agentId, budgetMs }) => {
    const ttfb = mergedTtfb(stats.filter((group) => group.agentId === agentId))
    if (ttfb.count === 0) return []
    return [{ agentId, budgetMs, count: ttfb.count, attained: countUpTo(ttfb, budgetMs) }]
  })
}

function isoTime(ms: number, stepMs: number): string {
  return new Date(Math.floor(ms / stepMs) * stepMs).toISOString()
}
