/** Control characters that a text may hold; the escape begins colours in logs. */
const allowedControls = '\t\n\f\r\u001b'
const firstPrintable = 0x20

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
    return holdsControls(text) ? null : text
  } catch {
    return null
  }
}

function holdsControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) < firstPrintable && !allowedControls.includes(text.charAt(at)))
      return true
  return false
}
