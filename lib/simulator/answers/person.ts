/** Irregular English third-person forms. */
const irregular: Record<string, string> = {
  am: 'is',
  "'m": 'is',
  are: 'is',
  have: 'has',
  "'ve": 'has',
  do: 'does',
  go: 'goes',
  "don't": 'does not',
}

/** Verbs with the same form in all persons, and past forms that the rules do not recognise. */
const unchanged = new Set(
  'was were will would can could should may might must had did met got went came left began ate saw bought sold lost won ran wrote grew became taught found made took gave knew felt told kept spent built said'.split(
    ' ',
  ),
)
const adverbs =
  'also|always|usually|often|never|really|just|recently|currently|still|now|no longer|almost|hardly ever|hardly|barely|scarcely|rarely|seldom|sometimes|already|only|even|(?!(?:f|app|re|supp|imp|comp|multip|ral|al|bul|tal)ly\\b)\\w+ly'

/** "I live in Berlin" → "The user lives in Berlin", 「我住在柏林」 → 「用户住在柏林」. */
export function toThirdPerson(sentence: string): string {
  if (/\p{sc=Han}/u.test(sentence)) {
    return sentence.replaceAll(/我们/g, '用户和家人').replaceAll(/我/g, '用户')
  }
  const expanded = expandContractions(sentence)
  const main = expanded
    .replaceAll(/\bI are\b/g, 'the user are')
    .replaceAll(/\bI am\b/g, 'the user is')
    .replaceAll(
      new RegExp(`\\bI\\s+((?:(?:${adverbs})\\s+)*)([\\w']+)`, 'g'),
      (_whole, before: string, verb: string) => `the user ${before}${thirdPersonVerb(verb)}`,
    )
  return capitalise(
    main
      .replaceAll(/\bwe\b/gi, 'the user and family')
      .replaceAll(/\bour\b/gi, "the user's")
      .replaceAll(/\bmy\b/gi, "the user's")
      .replaceAll(/\b(?:me|myself)\b/g, 'the user')
      .replaceAll(/\bmine\b/g, "the user's"),
  )
}

/** "The user lives in Berlin" and "I live in Berlin" → "you live in Berlin"; not capitalised. */
export function toSecondPerson(sentence: string): string {
  if (/\p{sc=Han}/u.test(sentence)) return sentence.replaceAll(/用户|我/g, '你')
  return expandContractions(sentence)
    .replaceAll(/\bthe user['’]s\b/gi, 'your')
    .replaceAll(
      new RegExp(`\\b(?:the user|user) ((?:${adverbs}) )?([\\w']+)`, 'gi'),
      (_whole, adverb: string | undefined, verb: string) =>
        `you ${adverb ?? ''}${secondPersonVerb(verb)}`,
    )
    .replaceAll(/\bI am\b/g, 'you are')
    .replaceAll(/\bI was\b/g, 'you were')
    .replaceAll(/\bI\b/g, 'you')
    .replaceAll(/\bmy\b/gi, 'your')
    .replaceAll(/\b(?:me|myself)\b/g, 'you')
    .replace(/^(You|Your)\b/, (word) => word.toLowerCase())
}

export function capitalise(text: string): string {
  return text.replace(/^\s*\p{Ll}/u, (first) => first.toUpperCase())
}

function expandContractions(sentence: string): string {
  return sentence
    .replaceAll(/\bI['’]m\b/gi, 'I am')
    .replaceAll(/\bI['’]ve\b/gi, 'I have')
    .replaceAll(/\bI['’]d\b/gi, 'I would')
    .replaceAll(/\bI['’]ll\b/gi, 'I will')
    .replaceAll(/\b(don|doesn|didn|can|won|isn|wasn)['’]t\b/gi, "$1't")
    .replaceAll(/\bi\b(?=\s)/g, 'I')
}

function thirdPersonVerb(verb: string): string {
  const word = verb.toLowerCase()
  if (Object.hasOwn(irregular, word)) return irregular[word] ?? word
  if (unchanged.has(word) || /(?<!e)ed$/.test(word) || word.endsWith("n't")) return word
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return `${word}s`
}

function secondPersonVerb(verb: string): string {
  const word = verb.toLowerCase()
  if (word === 'is') return 'are'
  if (word === 'was') return 'were'
  if (word === 'has') return 'have'
  if (word === 'does') return 'do'
  if (word === "doesn't") return "don't"
  if (unchanged.has(word) || /(?:ed|ss|us)$/.test(word)) return verb
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|o)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : verb
}
