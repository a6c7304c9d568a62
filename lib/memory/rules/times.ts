import * as chrono from 'chrono-node'
import { hanCharacter } from '../text/patterns.ts'
import { isoDay, monthSpan, weekOf, yearSpan } from './calendar.ts'
import { chineseTimes } from './chinese-times.ts'
import type { TimeWords } from './time-words.ts'

/** A text in which each time that it names is one private-use character, from U+E000 on. */
export interface MarkedText {
  text: string
  times: TimeWords[]
}

const firstMark = 0xe000
const marks = /[\uE000-\uF8FF]/g
/** A word that leads to a time. */
const leads = /\b(?:on|in|(?:un)?til|through|by|before|from|since|at|to)\s*$/i
const bareYear = /(?:19|20)\d\d年(?!\d|[一二三四五六七八九十])|\b(?:19|20)\d\d\b(?!-|年)/g
/** The parser leaves them before the name of a month. */
const monthStep = /\b(?:next|this|last|past|coming) $/i
/** "For five years" is no point in time; the others are words that the parser takes for days. */
const notTimes =
  /^(?:.$|for\b|now$|sat$|sun$|wed$|mar$|night$|\S+ (?:year|month|week|day|hour|minute)s?$(?<!(?:this|next|last|past|coming) \w+))/i
const relative =
  /^(?:(?:this|next|last|past|coming) (?!spring|summer|autumn|fall|winter)|tomorrow|yesterday|today|tonight|in )|ago$|^(?:[明昨今去本这]|前[天年]|后[天年]|[上下]|大[前后])|[前后]$/i

/** Finds the times in a text that count from `today`, to come where it does not say. */
export function markTimes(text: string, today: Date): MarkedText {
  const times = timesIn(text.replace(marks, ''), today)
  let marked = text.replace(marks, '')
  for (const [number, { index, words }] of [...times.entries()].reverse()) {
    const mark = String.fromCharCode(firstMark + number)
    marked = `${marked.slice(0, index)}${mark}${marked.slice(index + words.length)}`
  }
  return { text: marked, times }
}

export function timeOf(mark: string, times: TimeWords[]): TimeWords | undefined {
  return times[mark.charCodeAt(0) - firstMark]
}

/** The times of a marked text, in its order. */
export function timesOf(text: string, times: TimeWords[]): TimeWords[] {
  return (text.match(marks) ?? []).flatMap((mark) => timeOf(mark, times) ?? [])
}

/** "Tomorrow" and "next year" say nothing later; "May 3" and "at five" do. */
export function isRelative({ words }: TimeWords): boolean {
  return relative.test(words)
}

/** Puts dates in the place of the marks, and the words themselves where no date is wanted. */
export function nameTimes(
  text: string,
  times: TimeWords[],
  isNamed: (time: TimeWords) => boolean = () => true,
): string {
  const isHan = hanCharacter.test(text)
  return text.replace(marks, (mark, at: number) => {
    const time = timeOf(mark, times)
    if (!time) return ''
    if (!isNamed(time)) return time.words
    const isLed = isHan || leads.test(text.slice(0, at)) || text[at + 1] === "'"
    return `${nameOf(time, isHan, isLed)}${time.clock}`
  })
}

function nameOf({ first, last, grain, isRange }: TimeWords, isHan: boolean, isLed: boolean) {
  const [from, to] = [isoDay(first), isoDay(last)]
  if (isRange && isHan) return `${from}至${to}`
  if (isRange) return isLed ? `${from} to ${to}` : `between ${from} and ${to}`
  const month = isHan ? `${first.getFullYear()}年${first.getMonth() + 1}月` : from.slice(0, 7)
  const year = `${first.getFullYear()}${isHan ? '年' : ''}`
  if (grain === 'year' || grain === 'month')
    return `${isLed ? '' : 'in '}${grain === 'year' ? year : month}`
  return `${isLed ? '' : 'on '}${from}`
}

function timesIn(text: string, today: Date): TimeWords[] {
  const isHan = hanCharacter.test(text)
  const times = isHan ? chineseTimes(text, today) : []
  const isFree = (index: number, words: string) =>
    times.every(
      (time) => index + words.length <= time.index || time.index + time.words.length <= index,
    )
  for (const result of (isHan ? chrono.zh : chrono.en).parse(text, today, { forwardDate: true })) {
    if (notTimes.test(result.text) || !isFree(result.index, result.text)) continue
    const step = monthStep.exec(text.slice(0, result.index))
    const words = `${step?.[0] ?? ''}${result.text}`
    times.push(fromParsed(step?.index ?? result.index, words, result))
  }
  for (const { index, 0: words } of text.matchAll(bareYear)) {
    if (!isFree(index, words)) continue
    const span = yearSpan(Number.parseInt(words, 10))
    times.push({ index, words, ...span, grain: 'year', isRange: false, clock: '' })
  }
  return times.sort((a, b) => a.index - b.index)
}

function fromParsed(index: number, text: string, { start, end }: chrono.ParsedResult): TimeWords {
  const grain = grainOf(start)
  const clock = clockOf(start)
  const found = { index, words: text, grain, clock }
  if (/\bweek$/i.test(text)) {
    return { ...found, ...weekOf(start.date()), isRange: true }
  }
  const { last } = spanOf(end ?? start)
  return { ...found, first: spanOf(start).first, last, isRange: Boolean(end) }
}

function grainOf(time: chrono.ParsedComponents): TimeWords['grain'] {
  if (time.isCertain('day') || time.isCertain('weekday')) return 'day'
  if (time.isCertain('month')) return 'month'
  return time.isCertain('year') ? 'year' : 'clock'
}

/** The first and the last day that a time may mean. */
function spanOf(time: chrono.ParsedComponents): { first: Date; last: Date } {
  const date = time.date()
  const grain = grainOf(time)
  if (grain === 'year') return yearSpan(date.getFullYear())
  return grain === 'month'
    ? monthSpan(date.getFullYear(), date.getMonth())
    : { first: date, last: date }
}

function clockOf(time: chrono.ParsedComponents): string {
  if (!time.isCertain('hour')) return ''
  const minutes = String(time.get('minute') ?? 0).padStart(2, '0')
  return ` ${time.get('hour')}:${minutes}`
}
