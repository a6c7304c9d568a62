/**
 * The percentile with linear interpolation, like PostgreSQL's `percentile_cont`; `share` from 0 to
 * 1.
 */
export function percentile(figures: number[], share: number): number | null {
  const sorted = [...figures].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (place - Math.floor(place))
}
