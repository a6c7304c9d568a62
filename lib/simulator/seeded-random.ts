/** A repeatable source of numbers in [0, 1). */
export type Random = () => number

/** Mulberry32 (Tommy Ettinger, public domain): small, fast and random enough for delays. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Random numbers of one request: the same seed and count give the same answer. */
export function randomOfRequest(seed: number, count: number): Random {
  return seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(count, 0xc2b2ae35))
}

export type Range = readonly [low: number, high: number]

export function between(random: Random, [low, high]: Range): number {
  return low + random() * (high - low)
}
