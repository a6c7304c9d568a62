const longestHead = 64

/**
 * Tracks whether Markdown text, in pieces of any size, is inside code: a fence, an indented block,
 * or backticks within a line. Each character is read once.
 */
export function createCodeTracker() {
  let fence = ''
  let head = ''
  let isBlank = true
  let wasBlank = true
  let backtickRuns = 0
  let last = ''

  const readLinePart = (part: string) => {
    if (part === '') return
    if (head.length < longestHead) head += part.slice(0, longestHead - head.length)
    isBlank &&= part.trim() === ''
    backtickRuns += part.match(/`+/g)?.length ?? 0
    // The run of backticks was split between two pieces.
    if (last === '`' && part.startsWith('`')) backtickRuns -= 1
    last = part.slice(-1)
  }
  const endLine = () => {
    const [, mark = ''] = /^\s*(`{3,}|~{3,})/.exec(head) ?? []
    if (fence === '') fence = mark
    else if (mark.startsWith(fence)) fence = ''
    wasBlank = isBlank
    head = ''
    isBlank = true
    backtickRuns = 0
    last = '\n'
  }

  return {
    feed(text: string) {
      let from = 0
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
        readLinePart(text.slice(from, at))
        endLine()
        from = at + 1
      }
      readLinePart(text.slice(from))
    },
    isInCode: () => fence !== '' || backtickRuns % 2 === 1 || (wasBlank && /^( {4}|\t)/.test(head)),
    /** Whether the line holds only white space so far. */
    isLineBlank: () => isBlank,
    /** The latest character; empty before the first. */
    lastCharacter: () => last,
  }
}
