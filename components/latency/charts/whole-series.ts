import type { LatencyGroup, LatencyReport } from '#lib/contracts/latency.ts'

/** More steps than an axis has room for: then those before the first turn are left out. */
const mostSteps = 400

/** A step of the time axis; without figures where no turn ended. */
export interface SeriesStep {
  key: string
  group: LatencyGroup | null
}

/** The report's series with the steps in which nothing happened: lines break there. */
export function wholeSeries({
  series,
  since,
  until,
  stepMs,
}: Pick<LatencyReport, 'series' | 'since' | 'until' | 'stepMs'>): SeriesStep[] {
  const groups = new Map(series.map((group) => [Date.parse(group.key), group]))
  const starts = [...groups.keys()]
  const first = Math.floor(Date.parse(since) / stepMs) * stepMs
  const last = Date.parse(until)
  const isLong = (last - first) / stepMs > mostSteps
  const from = isLong ? Math.min(...starts) : first
  const to = isLong ? Math.max(...starts) : last - 1
  const steps: SeriesStep[] = []
  for (let at = from; at <= to && steps.length < 2 * mostSteps; at += stepMs)
    steps.push({ key: new Date(at).toISOString(), group: groups.get(at) ?? null })
  return steps
}
