import { isPastForm, thirdPersonVerb } from '../rules/third-person.ts'
import { isRelative, markTimes, nameTimes } from '../rules/times.ts'
import { asWritten } from '../text/chinese-script.ts'
import { extractByRule } from './extract-by-rule.ts'
import type { ExtractedFact } from './extracted-fact.ts'

/** What the user asks of the memory in so many words. */
export type MemoryCommand =
  | { kind: 'remember'; facts: ExtractedFact[] }
  | { kind: 'forget'; query: string }

const remember =
  /^\s*(?:(?:please|hey|ok)[,\s]+)?remember(?: that|:|,)?\s+(?!when\b|how\b|what\b|the time\b)(.{3,500})$|^\s*[请請]?(?:[帮幫]我)?[记記]住[：:，,\s]*(.{2,300})$/isu
const forget =
  /^\s*(?:please[,\s]+)?forget (?:that|about|what you know about)\s+(.{3,300})$|^\s*[请請]?忘[记記掉][：:，,\s]*(.{2,200})$/isu
const longestCommand = 1_000
/** What a user asks to remember is important. */
const importance = 0.8
const unchangedVerb = /^(?:can|could|will|would|should|must|might|may|was|had|did)(?:n't)?$/i

/**
 * Finds 「记住…」 "remember that …" and their opposites at the beginning of a message.
 * @param today what "tomorrow" counts from
 */
export function findMemoryCommand(text: string, today: Date): MemoryCommand | null {
  if (text.length > longestCommand) return null
  const match = remember.exec(text)
  if (match) return { kind: 'remember', facts: factsOf((match[1] ?? match[2] ?? '').trim(), today) }
  const dropped = forget.exec(text)
  if (dropped) return { kind: 'forget', query: (dropped[1] ?? dropped[2] ?? '').trim() }
  return null
}

/** By the rules; the rest as it was said, in the third person. */
function factsOf(statement: string, today: Date): ExtractedFact[] {
  const facts = extractByRule(statement, today)
  if (facts.length > 0) return facts.map((fact) => ({ ...fact, importance }))
  const { text, times } = markTimes(statement, today)
  const isNamed = (time: (typeof times)[number]) => isRelative(time) || time.grain === 'day'
  const fact = inThirdPerson(nameTimes(text, times, isNamed))
  return [{ text: fact, type: 'profile', importance, validFrom: null, validTo: null }]
}

function inThirdPerson(text: string): string {
  const sentence = text.replace(/[.。!！]+$/u, '')
  const user = asWritten('用户', sentence)
  if (/\p{Script=Han}/u.test(sentence)) return `${sentence.replaceAll('我', user)}。`
  const changed = sentence
    .replace(/^to\b/i, 'the user needs to')
    .replaceAll(/\b(?:I am|I'm)\b/gi, 'the user is')
    .replaceAll(/\b(?:I have|I've)\b/gi, 'the user has')
    .replaceAll(/\bI (\w+)/g, (_, verb: string) =>
      isPastForm(verb) || unchangedVerb.test(verb)
        ? `the user ${verb}`
        : `the user ${thirdPersonVerb(verb)}`,
    )
    .replaceAll(/\bmy\b/gi, "the user's")
    .replaceAll(/\b(?:I|me|myself)\b/g, 'the user')
  return `${changed.charAt(0).toUpperCase()}${changed.slice(1)}.`
}
