import type { LatencyGroup, LatencyReport } from '#lib/contracts/latency/latency.ts'

/** Most steps on the axis; with more, the empty steps before the first turn are left out. */
const mostSteps = 400

/** A step of the time axis; `group` is null if no turn ended in it. */
export interface SeriesStep {
  key: string
  group: LatencyGroup | null
}

/** The report's series including empty steps, so that lines break there. */
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
