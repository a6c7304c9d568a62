/**
 * Counts of durations in logarithmic steps of 2.2 %: histograms of hours add up to one of a month,
 * which percentiles do not. Percentiles read from it are off by one step at most.
 */
export interface Histogram {
  count: number
  sum: number
  min: number
  max: number
  /** Durations of each bucket, the shortest first. */
  counts: Uint32Array
}

/** A histogram as it is kept: only the buckets that hold something, by number. */
export interface StoredHistogram {
  count: number
  sum: number
  min: number
  max: number
  buckets: Record<string, number>
}

/** Buckets to a doubling. The SQL that counts uses the same. */
export const bucketsPerOctave = 32
/** Shorter ones are counted as this, milliseconds. */
export const shortestMs = 0.01
/** The number of the first bucket, a little below `shortestMs`; the last one begins at 4 hours. */
const firstBucket = -224
const size = 1_000

/** Where a bucket begins, milliseconds. */
function startOf(index: number): number {
  return 2 ** ((index + firstBucket) / bucketsPerOctave)
}

export function emptyHistogram(): Histogram {
  return {
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    counts: new Uint32Array(size),
  }
}

export function addStored(to: Histogram, from: StoredHistogram): void {
  addTotals(to, from)
  for (const bucket in from.buckets) {
    const index = Math.min(size - 1, Math.max(0, Number(bucket) - firstBucket))
    to.counts[index] = (to.counts[index] ?? 0) + (from.buckets[bucket] ?? 0)
  }
}

/** Adds the second to the first. */
export function addHistogram(to: Histogram, from: Histogram): void {
  addTotals(to, from)
  for (const [index, count] of from.counts.entries())
    if (count > 0) to.counts[index] = (to.counts[index] ?? 0) + count
}

function addTotals(to: Histogram, from: Omit<Histogram, 'counts'>) {
  to.count += from.count
  to.sum += from.sum
  to.min = Math.min(to.min, from.min)
  to.max = Math.max(to.max, from.max)
}

/** @param share from 0 to 1; null without durations */
export function histogramPercentile(histogram: Histogram, share: number): number | null {
  const { count: all, counts, min, max } = histogram
  if (all === 0) return null
  const place = share * all
  let below = 0
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= place)
      return Math.min(max, Math.max(min, startOf(index + (place - below) / count)))
    below += count
  }
  return max
}

/** How many durations are `limitMs` or shorter; the bucket of the limit is counted in part. */
export function countUpTo({ count: all, counts }: Histogram, limitMs: number): number {
  let within = 0
  for (const [index, count] of counts.entries()) {
    const [from, to] = [startOf(index), startOf(index + 1)]
    if (from >= limitMs) break
    within += to <= limitMs ? count : count * ((limitMs - from) / (to - from))
  }
  return Math.min(Math.round(within), all)
}

/** Bars of some buckets each; those without a duration are left out. */
export function barsOf(
  { counts }: Histogram,
  perBar: number,
): { fromMs: number; toMs: number; count: number }[] {
  const bars: { fromMs: number; toMs: number; count: number }[] = []
  for (let index = 0; index < size; index += perBar) {
    const count = counts.subarray(index, index + perBar).reduce((sum, n) => sum + n, 0)
    if (count > 0) bars.push({ fromMs: startOf(index), toMs: startOf(index + perBar), count })
  }
  return bars
}
