/**
 * Counts of durations in logarithmic steps of 2.2 %: histograms of hours add up to one of a month,
 * which percentiles do not. Percentiles read from it are off by one step at most.
 */
export interface Histogram {
  count: number
  sum: number
  min: number
  max: number
  /** Durations from `bucketStart(i)` up to the next bucket's start, milliseconds. */
  buckets: Map<number, number>
}

/** Buckets to a doubling. The SQL that counts uses the same. */
export const bucketsPerOctave = 32
/** Shorter ones are counted as this, milliseconds. */
export const shortestMs = 0.01

export function bucketStart(bucket: number): number {
  return 2 ** (bucket / bucketsPerOctave)
}

export function emptyHistogram(): Histogram {
  return {
    count: 0,
    sum: 0,
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
    buckets: new Map(),
  }
}

/** Adds the second to the first. */
export function addHistogram(to: Histogram, from: Histogram): void {
  to.count += from.count
  to.sum += from.sum
  to.min = Math.min(to.min, from.min)
  to.max = Math.max(to.max, from.max)
  for (const [bucket, count] of from.buckets)
    to.buckets.set(bucket, (to.buckets.get(bucket) ?? 0) + count)
}

/** @param share from 0 to 1; null without durations */
export function histogramPercentile(histogram: Histogram, share: number): number | null {
  if (histogram.count === 0) return null
  const place = share * histogram.count
  let below = 0
  for (const [bucket, count] of sorted(histogram)) {
    if (below + count >= place) {
      const within = (place - below) / count
      return clamp(bucketStart(bucket + within), histogram)
    }
    below += count
  }
  return histogram.max
}

/** How many durations are `limitMs` or shorter; partly counted in the bucket of the limit. */
export function countUpTo(histogram: Histogram, limitMs: number): number {
  let count = 0
  for (const [bucket, inBucket] of histogram.buckets) {
    const [from, to] = [bucketStart(bucket), bucketStart(bucket + 1)]
    if (to <= limitMs) count += inBucket
    else if (from < limitMs) count += inBucket * ((limitMs - from) / (to - from))
  }
  return Math.min(Math.round(count), histogram.count)
}

function sorted({ buckets }: Histogram): [number, number][] {
  return [...buckets].sort(([a], [b]) => a - b)
}

function clamp(value: number, { min, max }: Histogram): number {
  return Math.min(max, Math.max(min, value))
}
