import { monthSpan, weekOf, yearSpan } from './calendar.ts'
import type { TimeWords } from './time-words.ts'

/** What `chrono-node` does not know of Chinese: years, months, weeks and spans from now. */
const digit = '[\\d一二两三四五六七八九十]'
const pattern = new RegExp(
  `(?<year>[大]?[前去今明后])年(?:(?<month>${digit}{1,2})月(?:份|(?<day>${digit}{1,3})[日号])?)?` +
    `|(?<dayStep>大?[前后])天` +
    `|(?<monthStep>上上|上|这|本|下下|下)个?月(?!${digit})` +
    `|(?<weekStep>上上|上|这|本|下下|下)个?(?:周|星期|礼拜)(?!${digit}|[日天])(?:末)?` +
    `|(?<count>${digit}{1,3})(?<unit>年|个月|周|个?星期|天)(?<side>以?前|之前|以?后|之后)`,
  'gu',
)
const years: Record<string, number> = { 大前: -3, 前: -2, 去: -1, 今: 0, 明: 1, 后: 2, 大后: 3 }
const days: Record<string, number> = { 大前: -3, 前: -2, 后: 2, 大后: 3 }
const steps: Record<string, number> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }
const digits = '零一二三四五六七八九十'

export function chineseTimes(text: string, today: Date): TimeWords[] {
  return [...text.matchAll(pattern)].map(({ index, 0: words, groups = {} }) => ({
    index,
    words,
    clock: '',
    ...spanOf(groups, words, today),
  }))
}

function spanOf(
  groups: Record<string, string | undefined>,
  words: string,
  today: Date,
): Pick<TimeWords, 'first' | 'last' | 'grain' | 'isRange'> {
  const [year, month, day] = [today.getFullYear(), today.getMonth(), today.getDate()]
  const { dayStep, monthStep, weekStep, count = '', unit = '', side = '' } = groups
  const oneDay = (of: number, inMonth = month, inYear = year) => {
    const date = new Date(inYear, inMonth, of, 12)
    return { first: date, last: date, grain: 'day' as const, isRange: false }
  }
  const wholeMonth = (of: number, inYear = year) =>
    ({ ...monthSpan(inYear, of), grain: 'month', isRange: false }) as const
  const wholeYear = (of: number) => ({ ...yearSpan(of), grain: 'year', isRange: false }) as const
  if (groups.year !== undefined) {
    const named = year + (years[groups.year] ?? 0)
    if (groups.month === undefined) return wholeYear(named)
    const namedMonth = numberOf(groups.month) - 1
    return groups.day === undefined
      ? wholeMonth(namedMonth, named)
      : oneDay(numberOf(groups.day), namedMonth, named)
  }
  if (dayStep !== undefined) return oneDay(day + (days[dayStep] ?? 0))
  if (monthStep !== undefined) return wholeMonth(month + (steps[monthStep] ?? 0))
  if (weekStep !== undefined) {
    const week = weekOf(new Date(year, month, day + 7 * (steps[weekStep] ?? 0), 12))
    const { first } = words.endsWith('末')
      ? oneDay(week.last.getDate() - 1, week.last.getMonth(), week.last.getFullYear())
      : week
    return { first, last: week.last, grain: 'day', isRange: true }
  }
  const many = numberOf(count) * (side.endsWith('前') ? -1 : 1)
  if (unit === '年') return wholeYear(year + many)
  if (unit === '个月') return wholeMonth(month + many)
  return oneDay(day + many * (unit === '天' ? 1 : 7))
}

/** Up to 99, in figures or characters. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens, ones] = text.includes('十') ? text.split('十') : ['0', text]
  const value = (part = '') => Math.max(0, digits.indexOf(part.replace('两', '二')))
  return (tens === '' ? 1 : value(tens)) * 10 + (ones ? value(ones) : 0)
}
