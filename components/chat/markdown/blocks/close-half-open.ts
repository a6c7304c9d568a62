import { closeText } from './close-text.ts'

const fence = /^[\s>]*(?:[-+*]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})/
/** A line that begins a new text: an item, a heading or a table row. */
const lineStart = /^[\s>]*(?:[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|\|)/
/** A line that may still become an item, a rule, a heading, a fence or a heading's underline. */
const undecidedLine = /^[ \t>]*(?:[-=*+#`~_]{1,3}|\d{1,3}[.)]?)[ \t]*$/
const undecidedTag = /<\/?(?:[a-z][a-z0-9]*)?$/i
const tableRow = /^[\s>]*\|/
const delimiterRow = /^[\s>]*\|?\s*:?-+:?\s*\|[-:|\s]*$/

/**
 * The last block of an answer that streams, completed so that it looks as it will at the end: open
 * marks are closed, and undecided lines are held back. Reads the block a fixed number of times.
 */
export function closeHalfOpen(block: string): string {
  const lines = block.split('\n')
  if (isInFence(lines)) return block
  const last = lines.pop() ?? ''
  if (!undecidedLine.test(last)) lines.push(last.replace(undecidedTag, ''))
  const row = startOfRows(lines)
  // Rows form a table only after its delimiter row has arrived.
  if (row < lines.length && !lines.slice(row).some((line) => delimiterRow.test(line))) {
    return lines.slice(0, row).join('\n')
  }
  const start = startOfText(lines)
  const text = lines.slice(start)
  return [...lines.slice(0, start), closeText(text.join('\n'))].join('\n')
}

function isInFence(lines: string[]): boolean {
  let open = ''
  for (const line of lines) {
    const [, mark = ''] = fence.exec(line) ?? []
    if (open === '') open = mark
    else if (mark.startsWith(open) && line.trimEnd().endsWith(mark)) open = ''
  }
  return open !== ''
}

function startOfText(lines: string[]): number {
  for (let index = lines.length - 1; index > 0; index -= 1) {
    const line = lines[index] ?? ''
    if (line.trim() === '') return index + 1
    if (lineStart.test(line)) return index
  }
  return 0
}

function startOfRows(lines: string[]): number {
  let start = lines.length
  while (start > 0 && tableRow.test(lines[start - 1] ?? '')) start -= 1
  return start
}
