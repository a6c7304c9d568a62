import type { LatencyReport } from '#lib/contracts/latency.ts'
import { roundValueWithin } from './nice-ticks.ts'

/** Ratio of one bar's end to its begin, as the report has it: four bars to a doubling. */
const ratio = 2 ** 0.25
/** Fewer bars would make one turn look like a wall. */
const fewestBars = 16
const marginBars = 2

/** A bar of the histogram, also one without turns. */
export interface HistogramBar {
  fromMs: number
  toMs: number
  count: number
  /** The round value that lies in it, for the axis; empty without one. */
  roundMs: number | null
}

/** Bars side by side on an even logarithmic axis, with some room around those that hold turns. */
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

/** The report's limits are rounded to tenths. */
function placeOf(fromMs: number): number {
  return Math.round(Math.log(fromMs) / Math.log(ratio))
}
