/**
 * Makes deltas that PostgreSQL and browsers accept: joins an emoji whose surrogate halves came in
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
      if (text.includes('\0')) text = text.replaceAll('\0', '')
      return text.toWellFormed()
    },
    /** What was held back at the end of the stream. */
    rest(): string {
      const text = held.toWellFormed()
      held = ''
      return text
    },
  }
}
