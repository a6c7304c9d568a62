/** A message without blank lines around it; the indentation of its first line stays. */
export function trimMessage(text: string): string {
  const start = text.search(/\S/)
  if (start < 0) return ''
  return text.slice(text.lastIndexOf('\n', start) + 1).trimEnd()
}
