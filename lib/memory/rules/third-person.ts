import { baseForms } from '../text/irregular-words.ts'

const irregular: Record<string, string> = { be: 'is', have: 'has', do: 'does', go: 'goes' }
const bases = new Map(Object.entries(irregular).map(([base, form]) => [form, base]))

/** "live" → "lives". */
export function thirdPersonVerb(verb: string): string {
  const cached = irregular[verb]
  if (cached) return cached
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`
}

/** "lives" → "live"; a word that is no such form stays. */
export function baseVerb(verb: string): string {
  const cached = bases.get(verb)
  if (cached) return cached
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

/** "'m not", "has", "works" as "not be", "have", "work". */
export function asBase(predicate: string, isUser: boolean): string {
  const spelt = predicate
    .replace(/^'(?:m|re)\b/i, 'am')
    .replace(/^'s\b/i, 'is')
    .replace(/^'ve\b/i, 'have')
    .replace(/^'ll\b/i, 'will')
    .replace(/^'d\b/i, 'would')
    .replace(/^((?:\w+\s)?)(?:cannot|can't|can not)\b/i, '$1can not')
    .replace(/^((?:\w+\s)?)(?:don't|doesn't|do not|does not)\b/i, '$1not')
    .replace(/^(?:isn't|aren't)\b/i, 'is not')
    .replace(/^have(n't| not) got\b/i, 'not have')
    .replace(/^((?:am|is|are|have|has) )not\b/i, 'not $1')
    .replace(/^((?:\w+ )?)(am|is|are)\s+/i, (all, before: string) =>
      /^(?:not |also |really |still |currently |now |just |actually |both |all |always |usually )?$/i.test(
        before,
      )
        ? `${before}be `
        : all,
    )
    .replace(/^((?:\w+ )?)ha(?:ve|s) got (?!to\b|married|divorced)/i, '$1have ')
    .replace(/\s+(?:any ?more|any longer)$/i, ' any more')
    .replace(
      /^((?:not )?be) (?:currently|also|still|really|actually|now|just|already|both|all) /i,
      '$1 ',
    )
    .replace(/\s{2,}/g, ' ')
  const base = isUser
    ? spelt
    : spelt.replace(
        /^((?:usually|always|often|never|also|really|still|currently|now|no longer) )?(\p{L}+)/iu,
        (_, before = '', verb: string) =>
          `${before}${/^(?:was|always|is)$/i.test(verb) ? verb : baseVerb(verb)}`,
      )
  return /^(?:not|can not) .* any more$/.test(base)
    ? base.replace(/^(?:can )?not /, 'no longer ').replace(/ any more$/, '')
    : base.replace(/ any more$/, '')
}

/** How often, before the verb. */
export const frequency =
  /^(?:usually|always|often|normally|generally|typically|regularly|rarely|seldom|never|hardly ever|no longer)\s+/i

/** A predicate in its base form as it is said of somebody else. */
export function conjugate(predicate: string, isPast: boolean, isPlural: boolean): string {
  const often = frequency.exec(predicate)?.[0] ?? ''
  const rest = predicate.slice(often.length)
  if (/^not be /.test(rest)) return `${isPlural ? 'are' : 'is'} not ${rest.slice(7)}`
  if (/^not /.test(rest)) return `${isPlural ? 'do' : 'does'} not ${rest.slice(4)}`
  const [verb = ''] = rest.split(' ', 1)
  if (verb === 'can') return often + rest.replace('can not', 'cannot')
  const isFixed = /^(?:will|would|must|used|was|were)$/i.test(verb) || (isPast && verb !== 'have')
  if (isFixed || isPastForm(verb)) return often + rest
  if (isPlural) return often + rest.replace(/^be\b/, 'are')
  return `${often}${thirdPersonVerb(verb.toLowerCase())}${rest.slice(verb.length)}`
}
