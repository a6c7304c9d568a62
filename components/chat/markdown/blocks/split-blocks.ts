/** An answer split into blocks that can be parsed independently. */
export interface AnswerBlocks {
  blocks: string[]
  /** Link definitions `[label]: address`, which apply to the whole answer. */
  definitions: string
  footnotes: Footnote[]
}

export interface Footnote {
  label: string
  text: string
}

const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/
const mathFence = /^ {0,3}\$\$\s*$/
const listItem = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:\s|$)/
const indented = /^(?: {2}|\t)/
const definition = /^ {0,3}\[(?!\^)[^\]\n]{1,200}\]:\s*\S/
const footnote = /^ {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*)$/
const container = /<(\/?)(?:details|div|table|center|dl|ol|ul)(?=[\s>])/gi
const rawHtml = /^ {0,3}<(pre|script|style|textarea)(?=[\s>]|$)/i

/**
 * Splits Markdown where a block certainly begins: at a line after a blank one that continues no
 * code, formula, list or HTML. Reads each line once. When the text grows, all blocks except the
 * last stay the same.
 */
export function splitBlocks(markdown: string): AnswerBlocks {
  const blocks: string[] = []
  const definitions: string[] = []
  const footnotes: Footnote[] = []
  let lines: string[] = []
  const state = createLineState()

  const flush = () => {
    if (lines.some((line) => line.trim() !== '')) blocks.push(lines.join('\n').trimEnd())
    lines = []
  }
  let note: Footnote | null = null
  for (const line of markdown.replace(/\r\n?/g, '\n').split('\n')) {
    const isFree = !state.isInside()
    if (note && (indented.test(line) || line.trim() === '' || !state.wasBlank())) {
      if (!footnote.test(line)) {
        note.text += `\n${line.replace(indented, '')}`
        state.read(line)
        continue
      }
    }
    note = null
    const [, label, text = ''] = (isFree && footnote.exec(line)) || []
    if (label !== undefined) {
      flush()
      note = { label: label.toLowerCase(), text }
      footnotes.push(note)
    } else {
      if (isFree && definition.test(line)) definitions.push(line)
      if (isFree && state.wasBlank() && beginsBlock(line, lines)) flush()
      lines.push(line)
    }
    state.read(line)
  }
  flush()
  return { blocks, definitions: definitions.join('\n'), footnotes }
}

/** A list continues after blank lines with its next item or an indented line. */
function beginsBlock(line: string, before: string[]): boolean {
  if (line.trim() === '' || /^(?: {2}|\t)/.test(line)) return false
  const first = before.find((candidate) => candidate.trim() !== '')
  return !(listItem.test(line) && first !== undefined && listItem.test(first))
}

/** The constructs that the lines so far have left open. */
function createLineState() {
  let openFence: string | null = null
  let isInMath = false
  let openHtml: string | null = null
  let depth = 0
  let isBlank = true
  return {
    isInside: () => openFence !== null || isInMath || openHtml !== null || depth > 0,
    wasBlank: () => isBlank,
    read(line: string) {
      isBlank = line.trim() === ''
      if (openFence !== null) {
        if (closesFence(line, openFence)) openFence = null
        return
      }
      if (openHtml !== null) {
        if (line.toLowerCase().includes(`</${openHtml}>`)) openHtml = null
        return
      }
      if (isInMath) {
        isInMath = !/\$\$\s*$/.test(line)
        return
      }
      const [, mark = '', info = ''] = fence.exec(line) ?? []
      if (mark && !(mark[0] === '`' && info.includes('`'))) openFence = mark
      else if (mathFence.test(line)) isInMath = true
      else {
        const [, raw] = rawHtml.exec(line) ?? []
        if (raw && !line.toLowerCase().includes(`</${raw.toLowerCase()}>`))
          openHtml = raw.toLowerCase()
        if (/^ {0,3}<\/?[a-z]/i.test(line) || depth > 0) depth = Math.max(0, depth + depthOf(line))
      }
    },
  }
}

function closesFence(line: string, open: string): boolean {
  const trimmed = line.trim()
  return trimmed.length >= open.length && trimmed === (open[0] ?? '').repeat(trimmed.length)
}

function depthOf(line: string): number {
  let depth = 0
  for (const [, slash] of line.matchAll(container)) depth += slash ? -1 : 1
  return depth
}
