import type { LatencyFigures, LatencyGroup, StageFigures } from '#lib/contracts/latency.ts'
import { type StageName, stageNames } from '#lib/contracts/timing.ts'
import type { LatencyStats } from '#lib/db/repositories/latency-stats.ts'
import {
  addHistogram,
  emptyHistogram,
  type Histogram,
  histogramPercentile,
} from '#lib/latency/histogram.ts'

export function summariseStats(stats: LatencyStats[]): LatencyFigures {
  const ttfb = mergedTtfb(stats)
  const stages = new Map<StageName, Histogram>()
  for (const { stages: some } of stats) {
    for (const name of stageNames) {
      const histogram = some[name]
      if (!histogram) continue
      const merged = stages.get(name) ?? emptyHistogram()
      addHistogram(merged, histogram)
      stages.set(name, merged)
    }
  }
  const wholeMs = [...stages.values()].reduce((sum, stage) => sum + stage.sum, 0)
  const speed = { count: 0, sum: 0 }
  let count = 0
  let failures = 0
  for (const group of stats) {
    count += group.count
    failures += Object.values(group.failures).reduce((sum, n) => sum + n, 0)
    speed.count += group.speed.count
    speed.sum += group.speed.sum
  }
  return {
    ...{ count, failures },
    ttfb: ttfb.count === 0 ? null : percentilesOf(ttfb),
    stages: Object.fromEntries(
      [...stages].map(([name, stage]) => [name, stageFigures(stage, wholeMs)]),
    ),
    tokensPerSecond: speed.count === 0 ? null : round(speed.sum / speed.count),
  }
}

/** Figures for each key, in the order of the keys. */
export function summariseGroups(
  stats: LatencyStats[],
  keyOf: (stats: LatencyStats) => string,
): LatencyGroup[] {
  return [...Map.groupBy(stats, keyOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, some]) => ({ key, ...summariseStats(some) }))
}

export function mergedTtfb(stats: LatencyStats[]): Histogram {
  const merged = emptyHistogram()
  for (const { ttfb } of stats) if (ttfb) addHistogram(merged, ttfb)
  return merged
}

function percentilesOf(histogram: Histogram) {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) =>
    round(histogramPercentile(histogram, share) ?? 0),
  )
  return { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0 }
}

function stageFigures(stage: Histogram, wholeMs: number): StageFigures {
  return {
    count: stage.count,
    p50: round(histogramPercentile(stage, 0.5) ?? 0),
    p95: round(histogramPercentile(stage, 0.95) ?? 0),
    meanMs: round(stage.sum / stage.count),
    share: wholeMs > 0 ? Math.round((stage.sum / wholeMs) * 10_000) / 10_000 : 0,
  }
}

/** To tenths. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
