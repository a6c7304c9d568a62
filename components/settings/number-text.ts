/** What a number field shows for a stored value; nothing for null or what is no number. */
export function toText(value: unknown, scale: number): string {
  return typeof value === 'number' && !Number.isNaN(value) ? String(value / scale) : ''
}

/** The stored value of what was typed: null for nothing, NaN for what is no number. */
export function toNumber(text: string, scale: number): number | null {
  const trimmed = text.trim().replace(',', '.')
  if (trimmed === '') return null
  const value = Number(trimmed)
  // 0.1 s × 1000 must be 100 ms, not 100.00000000000001.
  return scale === 1 ? value : Math.round(value * scale)
}
