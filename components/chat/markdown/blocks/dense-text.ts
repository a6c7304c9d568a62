/** Most marks in one paragraph: the parser's work grows with their square. */
const mostMarks = 300
/** Deepest nesting of quotes and lists; answers nest less. */
const deepestQuote = 30

const marks = /[*_~[\]$`<!\\&@|]/g
const bullet = /^\s*[-+*]\s/
const ordered = /^\s*\d{1,9}[.)]\s/
const heading = /^\s*#{1,6}\s/
const fence = /^\s*(?:[-+*]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})/
const delimiterRow = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/

/**
 * Whether a paragraph of the block is too expensive to parse because of its marks and lines. Items
 * of a list, rows of a table and headings count as separate paragraphs; code does not count.
 */
export function isDense(block: string): boolean {
  let count = 0
  let isInList = false
  let isInTable = false
  let openFence = ''
  let before = ''
  for (const line of block.split('\n')) {
    const quote = /^[\s>]*/.exec(line)?.[0] ?? ''
    if (quote.split('>').length > deepestQuote) return true
    const text = line.slice(quote.length)
    if (nestedItems(text) > deepestQuote) return true
    const [, mark = ''] = fence.exec(text) ?? []
    if (openFence !== '') {
      if (mark.startsWith(openFence)) openFence = ''
      continue
    }
    if (text === '') {
      count = 0
      isInList = isInTable = false
    } else if (mark) {
      openFence = mark
      count = 0
    } else {
      if (bullet.test(text) || (ordered.test(text) && (isInList || count === 0))) isInList = true
      if (before.includes('|') && delimiterRow.test(text)) isInTable = true
      const isOfItsOwn =
        isInTable || heading.test(text) || bullet.test(text) || (isInList && ordered.test(text))
      count = (isOfItsOwn ? 0 : count) + 1 + (text.match(marks)?.length ?? 0)
      if (count > mostMarks) return true
    }
    before = text
  }
  return false
}

function nestedItems(text: string): number {
  const [start = ''] = /^(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/.exec(text) ?? []
  return start.match(/[-+*]|\d[.)]/g)?.length ?? 0
}
