/** Removes blank lines at both ends of a message; the indentation of the first line stays. */
export function trimMessage(text: string): string {
  const start = text.search(/\S/)
  if (start < 0) return ''
  return text.slice(text.lastIndexOf('\n', start) + 1).trimEnd()
}
