import type { LatencyFigures, StageFigures } from '#lib/contracts/latency.ts'
import type { StageName } from '#lib/contracts/timing.ts'
import { type Histogram, histogramPercentile } from '#lib/latency/histogram.ts'
import type { MergedStats } from './merge-stats.ts'

export function toFigures({ count, failures, speed, durations }: MergedStats): LatencyFigures {
  const ttfb = durations.get('ttfb')
  const stages = [...durations].filter(
    (entry): entry is [StageName, Histogram] => entry[0] !== 'ttfb',
  )
  const wholeMs = stages.reduce((sum, [, stage]) => sum + stage.sum, 0)
  return {
    count,
    failures: [...failures.values()].reduce((sum, n) => sum + n, 0),
    ttfb: ttfb ? percentilesOf(ttfb) : null,
    stages: Object.fromEntries(stages.map(([name, stage]) => [name, stageFigures(stage, wholeMs)])),
    tokensPerSecond: speed.count === 0 ? null : round(speed.sum / speed.count),
  }
}

function percentilesOf(histogram: Histogram) {
  const at = (share: number) => round(histogramPercentile(histogram, share) ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
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
