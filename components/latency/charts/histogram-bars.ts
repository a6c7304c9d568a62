import type { LatencyReport } from '#lib/contracts/latency/latency.ts'
import { roundValueWithin } from './nice-ticks.ts'

/** Ratio of a bar's end to its begin, the same as in the report: four bars per doubling. */
const ratio = 2 ** 0.25
/** With fewer bars a single turn would fill the whole width. */
const fewestBars = 16
const marginBars = 2

/** A bar of the histogram; its count may be 0. */
export interface HistogramBar {
  fromMs: number
  toMs: number
  count: number
  /** The round value within the bar as its axis label; null without one. */
  roundMs: number | null
}

/** Contiguous bars on a logarithmic axis, with empty bars on both sides of the data. */
export function histogramBars(distribution: LatencyReport['distribution']): HistogramBar[] {
  if (distribution.length === 0) return []
  const places = new Map(distribution.map(({ fromMs, count }) => [placeOf(fromMs), count]))
  const used = [...places.keys()]
  const width = Math.max(...used) - Math.min(...used) + 1
  const margin = Math.max(marginBars, Math.ceil((fewestBars - width) / 2))
  const first = Math.min(...used) - margin
  return Array.from({ length: width + 2 * margin }, (_, index) => {
    const place = first + index
    const [fromMs, toMs] = [ratio ** place, ratio ** (place + 1)]
    return {
      fromMs,
      toMs,
      count: places.get(place) ?? 0,
      roundMs: roundValueWithin(fromMs, toMs),
    }
  })
}

/** Index of the bar. Rounded, because the report's limits are rounded to tenths. */
function placeOf(fromMs: number): number {
  return Math.round(Math.log(fromMs) / Math.log(ratio))
}
