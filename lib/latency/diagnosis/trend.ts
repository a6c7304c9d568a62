/** Minimum share of the second figure's variance that the first one explains (R²). */
const explainedShare = 0.5
/** Minimum ratio of the largest to the smallest first figure. */
const widestTimes = 1.5

/**
 * The slope of the second figure over the first, by least squares.
 * @returns null if the first figures differ too little or explain too little of the second
 */
export function slopeOf(points: [number, number][]): number | null {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  if (points.length < 5 || Math.max(...xs) < widestTimes * Math.min(...xs)) return null
  const covariance = sumOfProducts(xs, ys)
  const explained = covariance ** 2 / (sumOfProducts(xs, xs) * sumOfProducts(ys, ys))
  return explained >= explainedShare ? covariance / sumOfProducts(xs, xs) : null
}

/** Sum of the products of both lists' deviations from their means. */
function sumOfProducts(a: number[], b: number[]): number {
  const [meanA, meanB] = [a, b].map((all) => all.reduce((sum, one) => sum + one, 0) / all.length)
  return a.reduce((sum, one, at) => sum + (one - (meanA ?? 0)) * ((b[at] ?? 0) - (meanB ?? 0)), 0)
}
