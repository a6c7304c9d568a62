/** Longer texts are exported as their source. */
const longestText = 100_000
const mostLines = 3_000
/**
 * The parser's time grows quadratically with the marks of a paragraph, its stack with the nesting
 * depth.
 */
const mostMarks = 300
const deepestNesting = 20

const containers = /^[ \t]*(?:(?:>|[-+*]|\d{1,9}[.)])[ \t]*)+/
const marks = /[*_~[\]$`<!\\&@:/.]/g
/** Only fences at the start of a line: outside containers, they end only at a matching fence. */
const fence = /^(`{3,}|~{3,})([^`]*)$/
const html = /^[ \t]{0,3}</

/**
 * Whether a text can be parsed as Markdown on the server without blocking the event loop, even if
 * it was written to be slow. Limits the marks per paragraph and the depth of lists and quotes to
 * more than people or models write. Code between fences is not counted, unless the text contains
 * HTML, in which fences have no meaning.
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
