import type { ProbeResult, ProbeRun } from '#lib/contracts/models/probe.ts'
import { percentile } from '#lib/latency/percentile.ts'

/** Summarises the runs of one model; times are medians, except for the TTFB's 95th percentile. */
export function summariseRuns(
  model: string,
  runs: (ProbeRun | { failure: string })[],
): ProbeResult {
  const measured = runs.filter((run) => 'ttfbMs' in run)
  const figure = (share: number, read: (run: ProbeRun) => number | null | undefined) => {
    const figures = measured.map(read).filter((value) => value != null)
    const value = percentile(figures, share)
    return value === null ? null : Math.round(value * 10) / 10
  }
  const p50 = figure(0.5, (run) => run.ttfbMs)
  const p95 = figure(0.95, (run) => run.ttfbMs)
  const reasoningMs = figure(0.5, (run) => run.reasoningMs)
  return {
    model,
    ttfbMs: p50 === null || p95 === null ? null : { p50, p95 },
    connectMs: figure(0.5, (run) => run.connectMs),
    ...(reasoningMs !== null && { reasoningMs }),
    tokensPerSecond: figure(0.5, (run) => run.tokensPerSecond),
    failures: runs.length - measured.length,
  }
}
