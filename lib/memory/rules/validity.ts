import { hanCharacter } from '../text/patterns.ts'
import { isoDay } from './calendar.ts'
import { type MarkedText, timeOf, timesOf } from './times.ts'

/** The days on which something is true, as ISO dates; null: no bound. */
export interface Validity {
  validFrom: string | null
  /** The last day. */
  validTo: string | null
}

const untilBefore = /\b(?:un)?til\s*$|\btill\s*$|\bthrough\s*$|\bby\s*$|\bbefore\s*$|(?:直?到|至)$/i
const untilAfter = /^\s*(?:为止|之前|以前|前)/
const fromBefore =
  /\b(?:from|(?:ever )?since|starting(?: in| on)?|beginning(?: in| on)?|as of)\s*$|(?:从|自从?|由)$/i
const fromAfter = /^\s*(?:起(?!床|来|飞|身|点|码)|开始|以来|以后)/

/** Takes "until Friday", "from 2027" and ranges out of a text with marked times. */
export function takeBounds({ text, times }: MarkedText): Validity & { text: string } {
  const found: Validity & { text: string } = { text, validFrom: null, validTo: null }
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const time = timeOf(text[at] ?? '', times)
    if (!time) continue
    const before = found.text.slice(0, at)
    const after = found.text.slice(at + 1)
    const start = (pattern: RegExp) => before.search(pattern)
    const endOf = (pattern: RegExp) => pattern.exec(after)?.[0].length ?? 0
    const from = start(fromBefore)
    const until = start(untilBefore)
    if (until >= 0 || (endOf(untilAfter) > 0 && from < 0)) {
      found.validTo = isoDay(time.last)
      found.text = join(
        until >= 0 ? before.slice(0, until) : before,
        after.slice(endOf(untilAfter)),
      )
    } else if (from >= 0 || endOf(fromAfter) > 0) {
      found.validFrom = isoDay(time.first)
      if (time.isRange) found.validTo = isoDay(time.last)
      found.text = join(from >= 0 ? before.slice(0, from) : before, after.slice(endOf(fromAfter)))
    }
  }
  return found
}

/** "From 2027", without an end: not an hour of a day. */
export function startsOnADay(marked: MarkedText): boolean {
  const { validFrom, validTo } = takeBounds(marked)
  const isExact = timesOf(marked.text, marked.times).some(({ clock }) => clock !== '')
  return validFrom !== null && validTo === null && !isExact
}

function join(before: string, after: string): string {
  if (hanCharacter.test(before + after)) return before + after
  const joined = `${before.trimEnd()} ${after.trimStart()}`.trim().replace(/\s+([.,!;])/g, '$1')
  const isBeginningGone = before.trim() === ''
  return isBeginningGone ? joined.replace(/^\p{Ll}/u, (first) => first.toUpperCase()) : joined
}

/** The sentence with its bounds before the full stop: "… (from 2027-01-01 until 2027-06-30)." */
export function withValidity(sentence: string, { validFrom, validTo }: Validity): string {
  const isHan = hanCharacter.test(sentence)
  const from = validFrom && (isHan ? `${validFrom}起` : `from ${validFrom}`)
  const to = validTo && (isHan ? `到${validTo}为止` : `until ${validTo}`)
  const bounds = [from, to].filter(Boolean)
  if (bounds.length === 0) return sentence
  const remark = isHan ? `（${bounds.join('，')}）` : ` (${bounds.join(' ')})`
  return sentence.replace(/[.。]?$/u, (stop) => `${remark}${stop}`)
}
