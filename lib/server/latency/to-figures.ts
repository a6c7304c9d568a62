import type { LatencyFigures, Percentiles, StageFigures } from '#lib/contracts/latency/latency.ts'
import { groupOfStage } from '#lib/contracts/latency/stage-groups.ts'
import type { StageName } from '#lib/contracts/latency/timing.ts'
import { type Histogram, histogramPercentile } from '#lib/latency/histogram.ts'
import type { MergedStats } from './merge-stats.ts'

export function toFigures({ count, failures, speed, durations }: MergedStats): LatencyFigures {
  const { ttfb, wait, ...stages } = Object.fromEntries(durations) as DurationHistograms
  const figures = Object.entries(stages).map(([name, stage]) => {
    const whole = groupOfStage[name as StageName] === 'browser' ? wait : ttfb
    return [name, stageFigures(stage, whole?.sum ?? 0)]
  })
  return {
    count,
    failures: [...failures.values()].reduce((sum, n) => sum + n, 0),
    answered: ttfb?.count ?? 0,
    ttfb: percentilesOf(ttfb),
    measured: wait?.count ?? 0,
    wait: percentilesOf(wait),
    stages: Object.fromEntries(figures),
    tokensPerSecond: speed.count === 0 ? null : round(speed.sum / speed.count),
  }
}

type DurationHistograms = Partial<Record<'ttfb' | 'wait' | StageName, Histogram>>

function percentilesOf(histogram: Histogram | undefined): Percentiles | null {
  if (!histogram) return null
  const at = (share: number) => round(histogramPercentile(histogram, share) ?? 0)
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** @param wholeMs sum over the same turns: of all TTFBs or of all waits */
function stageFigures(stage: Histogram, wholeMs: number): StageFigures {
  return {
    count: stage.count,
    p50: round(histogramPercentile(stage, 0.5) ?? 0),
    p95: round(histogramPercentile(stage, 0.95) ?? 0),
    meanMs: round(stage.sum / stage.count),
    share: wholeMs > 0 ? Math.min(1, Math.round((stage.sum / wholeMs) * 10_000) / 10_000) : 0,
  }
}

/** Rounds to tenths. */
function round(value: number): number {
  return Math.round(value * 10) / 10
}
