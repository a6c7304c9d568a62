/** English verbs whose third person is made by no ending, and what is said to the person. */
const irregular = new Map(
  Object.entries({
    is: 'are',
    was: 'were',
    has: 'have',
    does: 'do',
    goes: 'go',
    "isn't": "aren't",
    "wasn't": "weren't",
    "hasn't": "haven't",
    "doesn't": "don't",
  }),
)
/** The same in every person, or no verb at all. */
const unchanged =
  /^(?:can(?:not)?|could|will|would|must|should|may|might|used|had|did|\p{L}+ed|\p{L}+ss|\p{L}+us)$|n't$/iu
const adverb =
  /^(?:also|always|almost|often|never|not|no|longer|really|just|recently|currently|still|now|usually|rarely|seldom|sometimes|hardly|barely|ever|only|mostly|already|both|\p{L}+ly)$/iu

/**
 * A fact in the third person as its own user reads it: "The user's dog is Rex." as "Your dog is Rex.",
 * 「用户住在柏林。」 as 「你住在柏林。」. Other texts stay as they are.
 */
export function inSecondPerson(fact: string): string {
  if (/用[户戶]/.test(fact)) return fact.replaceAll(/用[户戶]/g, '你')
  if (!/\b(?:the )?user\b/i.test(fact)) return fact
  return withTheirs(fact)
    .replaceAll(/\b(?:the user|user)(?:'s|’s)/gi, (_, at: number) => atStart('your', at))
    .replaceAll(/\bthe user((?:\s+[\p{L}'-]+){1,5})/giu, (_, words: string, at: number) => {
      return `${atStart('you', at)}${withVerb(words)}`
    })
    .replaceAll(/\bthe user\b/gi, (_, at: number) => atStart('you', at))
}

/** The first word that is no adverb is the verb. */
function withVerb(words: string): string {
  let isDone = false
  return words.replaceAll(/[\p{L}'-]+/gu, (word) => {
    if (isDone || adverb.test(word)) return word
    isDone = true
    return secondPersonVerb(word)
  })
}

function secondPersonVerb(verb: string): string {
  const known = irregular.get(verb.toLowerCase())
  if (known) return known
  if (unchanged.test(verb) || !verb.endsWith('s')) return verb
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`
  return /(?:ss|x|zz|ch|sh|o)es$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1)
}

/** "Their car", said of the user only where nobody else is spoken of. */
function withTheirs(fact: string): string {
  if (!/^the user\b(?!'s|’s)/i.test(fact)) return fact
  return fact
    .replaceAll(/\btheir\b/g, 'your')
    .replaceAll(/\bthemselves\b/g, 'yourself')
    .replaceAll(/\bthem\b/g, 'you')
}

function atStart(word: string, at: number): string {
  return at === 0 ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word
}
