import { tokenise } from '../text/tokenise.ts'

/** Not days and months: "tomorrow" may have become "Friday". */
const name =
  /(?<!^|[.!?] )\b(?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b)\p{Lu}[\p{L}'-]+/gu
/** So much of two words is alike when one is made of the other: Spain, Spanish. */
const stemLength = 3

/**
 * Whether a fact can come of what was said: one of its names stands there, or one of its words where
 * it names none. It tells inventions, and what others said, from the user's own words.
 */
export function saidIn(message: string): (fact: string) => boolean {
  const tokens = new Set(tokenise(message))
  const words = plain(message)
  const isNamed = (name: string) => words.includes(plain(name).slice(0, stemLength))
  return (fact) => {
    const names = fact.replace(/^The user(?:'s)? /i, 'the user ').match(name) ?? []
    const initials = names.map((part) => part.charAt(0).toLowerCase()).join('')
    if (names.length > 0)
      return names.some(isNamed) || (names.length > 1 && words.includes(initials))
    return tokenise(fact.replace(/^用户的?/, '')).some((token) => tokens.has(token))
  }
}

/** Without case and accents: München, Munich. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase()
}
