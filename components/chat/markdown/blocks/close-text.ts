import { halfOpenMark } from './half-open-mark.ts'

/** The marks that can be open at the end of a text. */
interface OpenMarks {
  /** `**`, `*`, `_`, `~~` … with the position after each. */
  emphasis: { mark: string; end: number }[]
  code: string | null
  formula: { closing: string; end: number } | null
  /** Position of the last `[` or `![` without an address yet. */
  link: number | null
}

/** An unclosed formula in single dollars. TeX signs tell it from an amount of money. */
const openDollar = /(?<![\w$\\])\$[^\s$"'`\d)\]][^\s$`]{0,60}(?: [^\s$`]{0,60}){0,20}$/
const texSign = /[\\^_={}]/

const markAt = /\\[\s\S]|`+|\${2,}|\*{1,3}|_{1,3}|~~|!?\[|\]\([^)\s[]*(?:\s"[^"\n]*"?)?\)?|\]/g

/** Closes the open marks of a text, and removes those that have no content yet. */
export function closeText(text: string): string {
  const open = readMarks(text)
  if (open.code) {
    const closed = text.endsWith(open.code) ? text.slice(0, -open.code.length) : text + open.code
    return closeEmphasis(closed, open)
  }
  if (open.formula) {
    const { closing, end } = open.formula
    if (text.slice(end).trim() === '') return text.slice(0, end - closing.length)
    return `${text}${halfOpenMark}${closing}`
  }
  const closed = open.link === null ? text : withoutLink(text, open.link)
  return closeEmphasis(withoutOpenDollar(closed), open)
}

function withoutOpenDollar(text: string): string {
  const start = text.search(openDollar)
  return start >= 0 && texSign.test(text.slice(start)) ? text.slice(0, start) : text
}

function closeEmphasis(text: string, { emphasis }: OpenMarks): string {
  let closed = text
  for (const { mark, end } of emphasis.toReversed()) {
    if (end > closed.length) continue
    const isEmpty = closed.slice(end).trim() === ''
    if (isEmpty) closed = closed.slice(0, end - mark.length)
    else closed = closed.trimEnd() + mark
  }
  return closed
}

function readMarks(text: string): OpenMarks {
  const open: OpenMarks = { emphasis: [], code: null, formula: null, link: null }
  for (const { 0: mark, index } of text.matchAll(markAt)) {
    const end = index + mark.length
    if (open.code) {
      if (mark === open.code) open.code = null
    } else if (open.formula) {
      if (mark === open.formula.closing) open.formula = null
    } else if (mark[0] === '`') open.code = mark
    else if (mark === '$$') open.formula = { closing: '$$', end }
    else if (mark === '\\(') open.formula = { closing: '\\)', end }
    else if (mark === '\\[') open.formula = { closing: '\\]', end }
    else if (mark.endsWith('[')) open.link ??= index
    else if (mark[0] === ']') {
      // An address that reaches the end of the text may still grow.
      if (!mark.startsWith('](') || mark.endsWith(')')) open.link = null
    } else if (mark[0] !== '\\') readEmphasis(open, text, mark, index)
  }
  return open
}

function readEmphasis({ emphasis }: OpenMarks, text: string, mark: string, index: number) {
  const before = text[index - 1] ?? ' '
  const after = text[index + mark.length] ?? ' '
  if (mark[0] === '_' && /\w/.test(before) && /\w/.test(after)) return
  const last = emphasis.at(-1)
  if (last?.mark === mark && before.trim() !== '') emphasis.pop()
  else if (after.trim() !== '' || index + mark.length === text.length) {
    emphasis.push({ mark, end: index + mark.length })
  }
}

/** An incomplete link shows its text; an incomplete picture, footnote or citation shows nothing. */
function withoutLink(text: string, start: number): string {
  const inside = text.slice(start)
  if (/^!|^\[(?:\^|\d{0,3}$)/.test(inside)) return text.slice(0, start)
  const end = inside.indexOf('](')
  const label = end < 0 ? inside.slice(1) : inside.slice(1, end)
  return text.slice(0, start) + label.replace(/\]$/, '')
}
