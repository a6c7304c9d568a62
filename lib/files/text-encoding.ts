/** Control characters that no text holds; tab, line feed, form feed and return are allowed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finds them
const controls = /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/

/** The text of bytes in UTF-8, or in UTF-16 with a byte order mark; null when they are no text. */
export function decodeText(content: Buffer): string | null {
  const [first, second] = content
  const encoding =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(content)
    return controls.test(text) ? null : text
  } catch {
    return null
  }
}
