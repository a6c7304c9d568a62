/**
 * A shorter rest of an answer can end while its first text is still in transit, so it proves
 * nothing.
 */
const tellingRestMs = 700
/** Minimum ratio of the first text's transit time to the duration of the rest of the answer. */
const heldShare = 0.7

/** The times of an answer, milliseconds: `totalMs` and `ttfbMs` by the server's clock. */
interface Delivery {
  ttfbMs: number
  totalMs: number
  transitMs: number
  paintMs: number
}

/**
 * Whether a proxy held the answer's first text back until the end; null if the answer was too short
 * to tell. A busy page delays reading as well as painting, so paint time is subtracted.
 */
export function isHeldBack({ ttfbMs, totalMs, transitMs, paintMs }: Delivery): boolean | null {
  const restMs = totalMs - ttfbMs
  if (restMs <= tellingRestMs) return null
  return transitMs - paintMs > heldShare * restMs
}
