/** The text of a number field for a stored value; empty for null and for NaN. */
export function toText(value: unknown, scale: number): string {
  return typeof value === 'number' && !Number.isNaN(value) ? String(value / scale) : ''
}

/** The stored value of a typed text: null for an empty text, NaN for an invalid one. */
export function toNumber(text: string, scale: number): number | null {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const value = Number(trimmed)
  // Rounded because of floating point: 0.1 s × 1000 must be 100 ms, not 100.00000000000001.
  return scale === 1 ? value : Math.round(value * scale)
}
