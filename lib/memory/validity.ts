import * as chrono from 'chrono-node'

/** The days on which something is true, as ISO dates; null: no bound. */
export interface Validity {
  validFrom: string | null
  /** The last day. */
  validTo: string | null
}

/** A word that leads to a time. */
const bound = /\b(?:on|(?:un)?til|till|through|by|before|from|since|at)\s*$/i
const han = /\p{Script=Han}/u
const untilBefore = /\b(?:un)?til\s*$|\btill\s*$|\bthrough\s*$|\bby\s*$|\bbefore\s*$|(?:直?到|至)$/i
const untilAfter = /^\s*(?:为止|之前|以前|前)/
const fromBefore =
  /\b(?:from|since|starting(?: in| on)?|beginning(?: in| on)?|as of)\s*$|(?:从|自从?|由)$/i
const fromAfter = /^\s*(?:起|开始|以来|以后)/
const bareYear = /(?:19|20)\d\d年(?!\d|[一二三四五六七八九十])|\b(?:19|20)\d\d\b(?!-|年)/g

/** A stretch of text that names a time. */
interface TimeWords {
  index: number
  text: string
  first: Date
  last: Date
  isRange: boolean
  /** " 15:00", or nothing. */
  clock: string
}

/**
 * Takes "until Friday", "from 2027" and ranges out of a sentence.
 * @returns the sentence without them, and the days that they name
 */
export function separateValidity(sentence: string, today: Date): Validity & { rest: string } {
  const found: Validity & { rest: string } = { rest: sentence, validFrom: null, validTo: null }
  for (const time of timesIn(sentence, today).reverse()) {
    const before = found.rest.slice(0, time.index)
    const after = found.rest.slice(time.index + time.text.length)
    const start = (pattern: RegExp) => before.search(pattern)
    const endOf = (pattern: RegExp) => pattern.exec(after)?.[0].length ?? 0
    const from = start(fromBefore)
    const until = start(untilBefore)
    if (until >= 0 || (endOf(untilAfter) > 0 && from < 0)) {
      found.validTo = isoDay(time.last)
      found.rest = join(
        until >= 0 ? before.slice(0, until) : before,
        after.slice(endOf(untilAfter)),
      )
    } else if (from >= 0 || endOf(fromAfter) > 0) {
      found.validFrom = isoDay(time.first)
      if (time.isRange) found.validTo = isoDay(time.last)
      found.rest = join(from >= 0 ? before.slice(0, from) : before, after.slice(endOf(fromAfter)))
    }
  }
  return found
}

/** Puts dates in the place of words such as "tomorrow"; the last day named. */
export function nameDays(text: string, today: Date): { text: string; lastDay: string | null } {
  let named = text
  let lastDay: string | null = null
  for (const time of timesIn(text, today).reverse()) {
    lastDay ??= isoDay(time.last)
    const before = named.slice(0, time.index)
    const isBound = bound.test(before) || han.test(text)
    const on = isBound ? '' : 'on '
    const span = time.isRange ? `${isoDay(time.first)} to ${isoDay(time.last)}` : isoDay(time.first)
    named = `${before}${on}${span}${time.clock}${named.slice(time.index + time.text.length)}`
  }
  return { text: named, lastDay }
}

function timesIn(text: string, today: Date): TimeWords[] {
  const parser = han.test(text) ? chrono.zh : chrono.en
  const times = parser.parse(text, today, { forwardDate: true }).map(
    (result): TimeWords => ({
      index: result.index,
      text: result.text,
      first: firstDay(result.start),
      last: lastDay(result.end ?? result.start),
      isRange: result.end !== null && result.end !== undefined,
      clock: clockOf(result.start),
    }),
  )
  for (const match of text.matchAll(bareYear)) {
    const isPart = times.some(({ index, text: words }) => {
      return match.index < index + words.length && index < match.index + match[0].length
    })
    const year = Number.parseInt(match[0], 10)
    if (isPart) continue
    times.push({
      index: match.index,
      text: match[0],
      first: new Date(year, 0, 1),
      last: new Date(year, 11, 31),
      isRange: false,
      clock: '',
    })
  }
  return times.sort((a, b) => a.index - b.index)
}

function firstDay(time: chrono.ParsedComponents): Date {
  const date = time.date()
  return isWholeMonth(time) ? new Date(date.getFullYear(), date.getMonth(), 1) : date
}

function lastDay(time: chrono.ParsedComponents): Date {
  const date = time.date()
  return isWholeMonth(time) ? new Date(date.getFullYear(), date.getMonth() + 1, 0) : date
}

function isWholeMonth(time: chrono.ParsedComponents): boolean {
  return time.isCertain('month') && !time.isCertain('day')
}

function clockOf(time: chrono.ParsedComponents): string {
  if (!time.isCertain('hour')) return ''
  const minutes = String(time.get('minute') ?? 0).padStart(2, '0')
  return ` ${time.get('hour')}:${minutes}`
}

function join(before: string, after: string): string {
  return han.test(before + after)
    ? before + after
    : `${before.trimEnd()} ${after.trimStart()}`.trim().replace(/\s+([.,!;])/g, '$1')
}

/** In the server's time zone. */
function isoDay(date: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The sentence with its bounds before the full stop: "… (from 2027-01-01 until 2027-06-30)." */
export function withValidity(sentence: string, { validFrom, validTo }: Validity): string {
  const isHan = han.test(sentence)
  const from = validFrom && (isHan ? `${validFrom}起` : `from ${validFrom}`)
  const to = validTo && (isHan ? `到${validTo}为止` : `until ${validTo}`)
  const bounds = [from, to].filter(Boolean)
  if (bounds.length === 0) return sentence
  const remark = isHan ? `（${bounds.join('，')}）` : ` (${bounds.join(' ')})`
  return sentence.replace(/[.。]?$/u, (stop) => `${remark}${stop}`)
}
