/** Longer answers are shown as they are written. */
const longestText = 100_000
const mostLines = 3_000
/** The parser's work grows with the square of what a paragraph holds, and its stack with the depth. */
const mostMarks = 300
const deepestNesting = 20

const containers = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)+/
const marks = /[*_~[\]$`<!\\&@:/.]/g
/** At the begin of a line it stands in no container, so it ends at its like only. */
const fence = /^(`{3,}|~{3,})([^`]*)$/
const html = /^[ \t]{0,3}</

/**
 * Whether a text may be parsed as Markdown on the server, where one that was written to be slow
 * would hold up everybody. No more marks in a paragraph, and no deeper lists and quotes, than people
 * or models write. Code between fences does not count, unless the text has HTML, in which fences
 * mean nothing.
 */
export function isRenderable(text: string): boolean {
  if (text.length > longestText) return false
  const lines = text.split('\n')
  if (lines.length > mostLines) return false
  const hasHtml = lines.some((line) => html.test(line))
  let inBlock = 0
  let open = ''
  for (const line of lines) {
    const [, mark = '', info = ''] = (!hasHtml && fence.exec(line)) || []
    if (open !== '') {
      if (mark.startsWith(open) && info.trim() === '') open = ''
      continue
    }
    if (mark !== '' || line.trim() === '') {
      open = mark
      inBlock = 0
      continue
    }
    const [start = ''] = containers.exec(line) ?? []
    if (start.replaceAll(/[ \t\d]/g, '').length > deepestNesting) return false
    inBlock += 1 + (line.slice(start.length).match(marks)?.length ?? 0)
    if (inBlock > mostMarks) return false
  }
  return true
}
