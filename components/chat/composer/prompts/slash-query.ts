/** What stands between a slash at the beginning of a line and the cursor. */
export interface SlashQuery {
  /** Where the slash and the cursor are in the text, UTF-16 units. */
  start: number
  end: number
  words: string
}

const longest = 100

/** The query that the cursor is in; null where its line begins with no slash. */
export function slashQuery(text: string, cursor: number): SlashQuery | null {
  const start = cursor === 0 ? 0 : text.lastIndexOf('\n', cursor - 1) + 1
  if (text[start] !== '/' || cursor <= start || cursor - start > longest) return null
  return { start, end: cursor, words: text.slice(start + 1, cursor).trim() }
}
