import { baseForms } from './irregular-words.ts'

const irregular: Record<string, string> = { be: 'is', have: 'has', do: 'does', go: 'goes' }
const bases = new Map(Object.entries(irregular).map(([base, form]) => [form, base]))

/** "live" → "lives". */
export function thirdPersonVerb(verb: string): string {
  const known = irregular[verb]
  if (known) return known
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}

/** "lives" → "live"; a word that is no such form stays. */
export function baseVerb(verb: string): string {
  const known = bases.get(verb)
  if (known) return known
  if (/[^aeiou]ies$/.test(verb)) return `${verb.slice(0, -3)}y`
  if (/(?:ss|x|z|ch|sh|o)es$/.test(verb)) return verb.slice(0, -2)
  return /[^su]s$/.test(verb) ? verb.slice(0, -1) : verb
}

export function isPastForm(verb: string): boolean {
  return baseForms.has(verb) || (/ed$/.test(verb) && !/eed$/.test(verb))
}

const pronouns: Record<string, string> = {
  ...{ "i'm": 'they are', "i've": 'they have', "i'll": 'they will', "i'd": 'they would' },
  ...{ i: 'they', me: 'them', my: 'their', mine: 'theirs', myself: 'themselves' },
  ...{ we: 'they', us: 'them', our: 'their', ours: 'theirs', ourselves: 'themselves' },
  ...{ "we're": 'they are', "we've": 'they have', "we'll": 'they will', "we'd": 'they would' },
}
const firstPersonWords =
  /\b(I am|I was|(?:I|we)'(?:m|ve|ll|d|re)|I|me|my|mine|myself|we|us|our|ours|ourselves)\b(?!\.\w)/gi

/** What stands behind the verb: "with my girlfriend" → "with their girlfriend". */
export function withoutFirstPerson(text: string): string {
  return text.replace(firstPersonWords, (word) => {
    const lower = word.toLowerCase()
    if (lower === 'i am') return 'they are'
    if (lower === 'i was') return 'they were'
    // The country, not the pronoun.
    return word === 'US' ? word : (pronouns[lower] ?? word)
  })
}
