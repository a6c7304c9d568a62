import { isoDay } from '../rules/calendar.ts'
import { chineseStatements } from '../rules/chinese-statements.ts'
import { englishStatements } from '../rules/english-statements.ts'
import { ownSentences } from '../rules/own-sentences.ts'
import type { Statement } from '../rules/statement.ts'
import type { TimeWords } from '../rules/time-words.ts'
import { isRelative, markTimes, nameTimes, timeOf, timesOf } from '../rules/times.ts'
import { startsOnADay, takeBounds, withValidity } from '../rules/validity.ts'
import { asWritten, toSimplified } from '../text/chinese-script.ts'
import { hanCharacter } from '../text/patterns.ts'
import type { ExtractedFact } from './extracted-fact.ts'

/**
 * Facts that the user states about himself in the first person, in English and Chinese.
 * @param today what "until Friday" and "tomorrow" count from
 */
export function extractByRule(text: string, today: Date): ExtractedFact[] {
  const facts = new Map<string, ExtractedFact>()
  for (const sentence of ownSentences(text)) {
    const { text: marked, times } = markTimes(toSimplified(sentence), today)
    const statements = hanCharacter.test(marked)
      ? chineseStatements(marked)
      : englishStatements(marked)
    for (const statement of statements) {
      const fact = dated(statement, times, today)
      if (!fact) continue
      const text = asWritten(fact.text, sentence)
      facts.set(text, { ...fact, text })
    }
  }
  return [...facts.values()]
}

/** The statement with its times as dates; null for a plan without a time to come. */
function dated(statement: Statement, all: TimeWords[], today: Date): ExtractedFact | null {
  const { text, type, importance, kind } = statement
  const fact = { text, type, importance, validFrom: null, validTo: null }
  const times = timesOf(text, all)
  const lasts = kind === 'lasting' || startsOnADay({ text, times: all })
  if (!lasts && (kind === 'plan' || kind === 'intention')) {
    const last = times.at(-1)?.last
    const isToCome = last !== undefined && isoDay(last) >= isoDay(today)
    if (!isToCome && kind === 'plan') return null
    return { ...fact, text: nameTimes(text, all), validTo: isToCome ? isoDay(last) : null }
  }
  if (kind === 'past')
    return {
      ...fact,
      text: nameTimes(
        text,
        all.map((time) => notAfter(time, today)),
        (time) => isRelative(time) || weekday.test(time.words),
      ),
    }
  if (kind === 'beginning' && times[0]) {
    const bare = text.replace(/\s*(?:\b(?:in|on|at|since|from)\s+)?[\uE000-\uF8FF]/g, '')
    const validity = { validFrom: isoDay(times[0].first), validTo: null }
    return { ...fact, ...validity, text: withValidity(bare, validity) }
  }
  const since = all.map((time) => (isSince(text, all, time) ? notAfter(time, today) : time))
  const { text: bare, ...validity } = takeBounds({ text, times: since })
  return { ...fact, ...validity, text: withValidity(nameTimes(bare, all, isRelative), validity) }
}

/** "Since May": not to come. */
function isSince(text: string, times: TimeWords[], time: TimeWords): boolean {
  const at = [...text].findIndex((mark) => timeOf(mark, times) === time)
  return /\bsince $/i.test(text.slice(0, at)) || text.startsWith('以来', at + 1)
}

const weekday = /^(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^(?:周|星期|礼拜)/i

/** "In May", said of what happened, is the last May. */
function notAfter(time: TimeWords, today: Date): TimeWords {
  if (time.first <= today || isRelative(time)) return time
  const [first, last] = [new Date(time.first), new Date(time.last)]
  for (const date of [first, last]) {
    if (weekday.test(time.words)) date.setDate(date.getDate() - 7)
    else date.setFullYear(date.getFullYear() - 1)
  }
  return { ...time, first, last }
}
