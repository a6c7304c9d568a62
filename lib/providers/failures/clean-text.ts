/**
 * Makes deltas valid for PostgreSQL and browsers: joins an emoji whose surrogate halves arrived in
 * two deltas, drops U+0000, and replaces lone surrogates by U+FFFD.
 */
export function createTextCleaner() {
  let held = ''
  return {
    clean(delta: string): string {
      let text = held + delta
      held = ''
      const last = text.charCodeAt(text.length - 1)
      if (last >= 0xd800 && last <= 0xdbff) {
        held = text.slice(-1)
        text = text.slice(0, -1)
      }
      return cleanText(text)
    },
    /** Held-back text at the end of the stream. */
    rest(): string {
      const text = cleanText(held)
      held = ''
      return text
    },
  }
}

/** Removes U+0000 and lone surrogates. */
export function cleanText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed()
}

/** Cleans the strings and keys of a JSON value. */
export function cleanJson(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanText(key), cleanJson(item)]),
  )
}
