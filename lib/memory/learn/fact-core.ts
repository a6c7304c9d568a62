import { toSimplified } from '../text/chinese-script.ts'
import { hanCharacter } from '../text/patterns.ts'
import { sameWord } from '../text/same-words.ts'
import { tokenise } from '../text/tokenise.ts'

/** What a fact says, apart from how it is said. */
export interface FactCore {
  /** Whose: empty for the user himself, otherwise the user's "sister", "name", … */
  whose: string
  tokens: ReadonlySet<string>
  isNegated: boolean
  /** It says that something came to its end. */
  isEnding: boolean
  /** It was so, whatever is now. */
  isPast: boolean
}

const subject = /^(?:the )?user(?:(?:'s|’s) ([\p{L}-]+))?|^用户(?:的(.{1,2}))?/iu
const remarks = /\s*(?:\([^()]*\)|（[^（）]*）)/gu
const past = /\bused to\b|^(?:以前|曾经?|过去|小时候|从前|之前)/giu
const ending =
  /\b(?:no longer|stopped|quit|gave up|given up|went off|has gone off|any ?more|any longer)\b|不再|再也不|再也没|戒了?|已经不|不(?=.{1,20}了$)/giu
const negation = /\b(?:not|never|without|cannot|no|none)\b|n['’]t\b|不|没有?|从未|未婚/giu
const dislike =
  /\b(?:hates?|dislikes?|detests?|loathes?|can(?:not|['’]t) (?:stand|bear)|(?:is|got|has become) (?:sick|tired|bored) of)\b|讨厌|反感|受不了|腻了/giu
const like =
  /\b(?:likes?|loves?|enjoys?|adores?|is (?:an? (?:\p{L}+ )?fan of|fond of|keen on|into|passionate about))\b|喜欢|热爱|喜爱|爱好|爱(?=[吃喝看听玩打运唱跳读旅])/giu
const own = /\b(?:owns?|has got)\b/giu
/** They change nothing of what is said. */
const fillers =
  /\b(?:currently|now|also|just|really|still|already|recently|called|named|does|very)\b|现在|目前|已经|刚刚?|最近|一直|平时|[也都很]|非常|特别|了$/giu

/** A fact says all that it says by then. */
const longestFact = 500

export function factCore(fact: string): FactCore {
  const text = toSimplified(fact.slice(0, longestFact))
  const [subjectText = '', english, chinese] = subject.exec(text) ?? []
  const predicate = text
    .slice(subjectText.length)
    .replace(remarks, '')
    .replace(/[.。]\s*$/u, '')
    .trim()
  const negations =
    count(predicate, dislike) +
    Math.min(1, count(predicate, ending) + count(predicate.replace(dislike, ''), negation))
  const plain = predicate
    .replace(dislike, liking)
    .replace(like, liking)
    .replace(past, ' ')
    .replace(ending, ' ')
    .replace(negation, ' ')
    .replace(own, ' has ')
    .replace(fillers, ' ')
  return {
    whose: tokenise(english ?? chinese ?? '')
      .map(sameWord)
      .join(' '),
    tokens: new Set(tokenise(plain).map(sameWord)),
    isNegated: negations % 2 === 1,
    isEnding: count(predicate, ending) > 0,
    isPast: count(predicate, past) > 0,
  }
}

function liking(word: string): string {
  return hanCharacter.test(word) ? ' 喜欢 ' : ' like '
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
