/** Where the clauses of an English sentence with marked times begin and end. */

const leadIn =
  '(?:(?:hi|hello|hey|well|so|ok(?:ay)?|yes|yeah|no|actually|also|and|but|plus|because|since|as|btw|by the way|fyi|for (?:context|the record|your information)|just so you know|(?:please )?(?:note|remember)(?: that)?|you (?:can|may)(?= call me\\b)|to be honest|honestly|unfortunately|sadly|luckily|currently|now|nowadays|these days|at the moment|in fact|personally|in my (?:free|spare) time|as a (?:kid|child|teenager|teen|student)|when i was (?:a )?\\w+|as an? [\\w-]+(?: [\\w-]+)?(?=,)|recently|lately|about me)\\b[,:!]?\\s+)'
const timeLead =
  '(?:(?:(?:from|since|until|till|by|on|in|at|starting|ever since)\\s+)?[\\uE000-\\uF8FF],?\\s+)'
const subjectWord = '(?:i|my|we|our|call me|people call me|everyone calls me|friends call me)\\b'
const clauseBreak = new RegExp(
  `(?:\\s*[;,()–—]|\\s-)\\s*(?=${leadIn}*${timeLead}?${leadIn}*${subjectWord})|\\s+(?=(?:and|but|because|so|plus|while|although|though|since|where|when)\\s+${timeLead}?${subjectWord})`,
  'iu',
)
const clauseStart = new RegExp(`^${leadIn}*(${timeLead}?)${leadIn}*(?=${subjectWord})`, 'iu')
/** "… and work at Acme": the subject goes on. */
const predicateBreak =
  /,?\s+(?:and|but)\s+(?:also |then |now |currently |just |i |we )?(?=(?:lives?|works?|study|studies|speaks?|loves?|likes?|hates?|enjoys?|prefers?|have|has|am|is|'m|drives?|plays?|teach(?:es)?|owns?|moved|need|want|would|was|can|can't|could|don't|doesn't|will|use|usually|often|never|always|no longer|used to|going|thinking|looking)\b)/i
const openQuestion =
  /(?:^|,\s*|\s(?:and|so|but)\s)(?:can|could|do|does|did|what|which|where|how|is|are|am|should|would|will|any|who|when|why|have|has|may|shall|right|correct)\b[^,]*\?\s*$/i

const openEnd = /[\s.!…]+$/u
const longestFact = 160

/** A clause from its subject on. */
export interface Clause {
  text: string
  /** A time that stood before the subject, as a mark with its preposition. */
  time: string
}

/** The clauses of a sentence that begin with "I", "my …" or the like; questions are left out. */
export function splitClauses(sentence: string): Clause[] {
  const asserted = sentence.replace(openQuestion, '').replace(openEnd, '')
  if (asserted.endsWith('?')) return []
  return asserted.split(clauseBreak).flatMap((part) => {
    const clause = part.trim()
    const start = clauseStart.exec(clause)
    if (!start) return []
    const time = (start[1] ?? '').replace(/[,\s]+$/, '')
    return { text: clause.slice(start[0].length), time }
  })
}

/** "live in Rome and work at Acme" as two. */
export function splitPredicates(predicates: string): string[] {
  return predicates.split(predicateBreak)
}

/**
 * What belongs to the predicate: up to the next clause, with the parts of a list; null when it holds
 * only on a condition.
 */
export function cutTail(predicate: string): string | null {
  if (/\s(?:if|unless|whether)\s|\bas if\b/i.test(predicate)) return null
  const [clause = ''] = predicate
    .replaceAll(/\s*\([^)]*\)/g, '')
    .split(
      /\s(?:so|because|but|although|though|whereas|while|when|which|as well as|:|-|–|—)\s|[;:!…]|,?\s+(?:and|so|but) (?:i|we|my|it|its|they|that|there|nothing|now|then|he|she|get|got|can|could|what|how)\b|,?\s+and the (?:\S+ ){1,2}(?:is|are|was|were|has|does|keeps?)\b/i,
    )
  const [first = '', ...others] = clause.split(/,\s*/)
  const parts = [first]
  for (const part of others) {
    const isShort = part.split(' ').length <= 4
    const isPlace = /^(?:\p{Lu}[\p{L}'.-]*|[\uE000-\uF8FF])(?: \p{Lu}[\p{L}'.-]*)*$/u.test(part)
    const isList = isShort && others.some((other) => /^(?:and|or) | (?:and|or) /.test(other))
    if (
      /^(?:can|could|would|what|how|do|does|is|are|please|thanks|so|but|which|where|who|then|not)\b/i.test(
        part,
      ) ||
      !(isPlace || isList)
    )
      break
    parts.push(part)
  }
  const text = parts
    .join(', ')
    .replace(
      /(?:,?\s+(?:too|as well|by the way|btw|actually|right now|at the moment|currently|now|though|lol|haha|please|thanks|thank you|then|these days|nowadays))+$/i,
      '',
    )
    .replace(/[^\p{L}\p{N}\uE000-\uF8FF%'")+#]+$/u, '')
    .trim()
  return text === '' || text.length > longestFact ? null : text
}
