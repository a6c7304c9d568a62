import type { DurationName, LatencyStats } from '#lib/db/repositories/latency-stats.ts'
import { addHistogram, addStored, emptyHistogram, type Histogram } from '#lib/latency/histogram.ts'

/** Combined statistics of many turns. */
export interface MergedStats {
  count: number
  failures: Map<string, number>
  speed: { count: number; sum: number }
  durations: Map<DurationName, Histogram>
}

/** Merges statistics with the same key; the result is ordered by key. */
export function mergeBy(
  stats: LatencyStats[],
  keyOf: (stats: LatencyStats) => string,
): Map<string, MergedStats> {
  const merged = new Map<string, MergedStats>()
  for (const one of stats) {
    const key = keyOf(one)
    const into = merged.get(key) ?? nothing()
    merged.set(key, into)
    addCounts(into, { ...one, failures: Object.entries(one.failures) })
    for (const [name, stored] of Object.entries(one.durations))
      addStored(histogramOf(into, name as DurationName), stored)
  }
  return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function mergeAll(merged: Iterable<MergedStats>): MergedStats {
  const into = nothing()
  for (const one of merged) {
    addCounts(into, one)
    for (const [name, histogram] of one.durations) addHistogram(histogramOf(into, name), histogram)
  }
  return into
}

function nothing(): MergedStats {
  return { count: 0, failures: new Map(), speed: { count: 0, sum: 0 }, durations: new Map() }
}

function addCounts(
  into: MergedStats,
  from: Pick<MergedStats, 'count' | 'speed'> & { failures: Iterable<[string, number]> },
) {
  into.count += from.count
  into.speed.count += from.speed.count
  into.speed.sum += from.speed.sum
  for (const [code, count] of from.failures)
    into.failures.set(code, (into.failures.get(code) ?? 0) + count)
}

function histogramOf({ durations }: MergedStats, name: DurationName): Histogram {
  const existing = durations.get(name)
  if (existing) return existing
  const histogram = emptyHistogram()
  durations.set(name, histogram)
  return histogram
}
