/**
 * Counts of durations in logarithmic buckets of 2.2 %. Unlike percentiles, histograms of hours can
 * be added up to one of a month. Percentiles read from a histogram are off by at most one bucket.
 */
export interface Histogram {
  count: number
  sum: number
  min: number
  max: number
  /** Counts by bucket, shortest durations first. */
  counts: Uint32Array
}

/** A histogram in stored form: only non-empty buckets, by number. */
export interface StoredHistogram {
  count: number
  sum: number
  min: number
  max: number
  buckets: Record<string, number>
}

/** Buckets per doubling. The SQL that counts durations uses the same number. */
export const bucketsPerOctave = 32
/** Shorter durations are counted as this, milliseconds. */
export const shortestMs = 0.01
/** Number of the first bucket, slightly below `shortestMs`; the last one starts at 4 hours. */
const firstBucket = -224
const size = 1_000

/** Lower bound of a bucket, milliseconds. */
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

/** Adds the second histogram to the first. */
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

/** @param share from 0 to 1; the result is null without durations */
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

/** Number of durations up to `limitMs`; the bucket that contains the limit is counted in part. */
export function countUpTo({ count: all, counts }: Histogram, limitMs: number): number {
  let within = 0
  for (const [index, count] of counts.entries()) {
    const [from, to] = [startOf(index), startOf(index + 1)]
    if (from >= limitMs) break
    within += to <= limitMs ? count : count * ((limitMs - from) / (to - from))
  }
  return Math.min(Math.round(within), all)
}

/** Groups buckets into bars; empty bars are left out. */
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
