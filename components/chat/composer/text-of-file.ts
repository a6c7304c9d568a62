/** The text that a file holds, fenced and with its name; null when it is not text or too long. */
export async function textOfFile(file: File, mostChars: number): Promise<string | null> {
  // Not a character of UTF-8 is longer than four bytes.
  if (file.size > mostChars * 4) return null
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
  } catch {
    return null
  }
  if (text.includes('\0') || text.length > mostChars) return null
  // A fence is longer than any within.
  const runs = text.match(/`+/g) ?? []
  // Not spread: a call takes some 100,000 arguments.
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${file.name}\n${fence}\n${text.trimEnd()}\n${fence}\n`
}
