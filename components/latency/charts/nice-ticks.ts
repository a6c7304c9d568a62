/** Round steps, multiplied by powers of ten. */
const roundSteps = [1, 2, 5, 10]

/** Round values from 0 to at least the largest, at most `most` steps: 0, 500, 1000, … */
export function niceTicks(largest: number, most = 5): number[] {
  const top = Math.max(largest, 1)
  const least = top / most
  const power = 10 ** Math.floor(Math.log10(least))
  const step = (roundSteps.find((one) => one * power >= least) ?? 10) * power
  const count = Math.ceil(top / step)
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** The round value, 1, 2 or 5 times a power of ten, within a range; null without one. */
export function roundValueWithin(from: number, until: number): number | null {
  const power = 10 ** Math.floor(Math.log10(from))
  const round = roundSteps.map((step) => step * power).find((value) => value >= from * (1 - 1e-9))
  return round !== undefined && round < until * (1 - 1e-9) ? round : null
}
