interface Fact {
  text: string
  type: string
  importance: number
  validFrom: null
  validTo: null
}

const end = '([^.,;!?，。；！？\\n]{1,60})'
const rules: [RegExp, string, (match: string) => string][] = [
  [new RegExp(`\\bmy name is ${end}`, 'i'), 'profile', (name) => `The user's name is ${name.replace(/ (and|but) .*/, '')}.`],
  [
    new RegExp(`\\bI (?:just |have |recently )*(?:live in|moved to|am living in) ${end}`, 'i'),
    'profile',
    (place) => `The user lives in ${place.replace(/ (and|but) .*/, '')}.`,
  ],
  [
    new RegExp(`\\bI work (?:at|for) ${end}`, 'i'),
    'profile',
    (place) => `The user works at ${place}.`,
  ],
  [
    new RegExp(`\\bI(?:'m| am) allergic to ${end}`, 'i'),
    'profile',
    (thing) => `The user is allergic to ${thing}.`,
  ],
  [
    new RegExp(`\\b(?:I|and) (?:really )?love ${end}`, 'i'),
    'preference',
    (thing) => `The user loves ${thing}.`,
  ],
  [
    new RegExp(`\\bI (?:really )?like ${end}`, 'i'),
    'preference',
    (thing) => `The user likes ${thing}.`,
  ],
  [new RegExp(`我(?:的名字)?叫${end}`), 'profile', (name) => `用户叫${name}。`],
  [new RegExp(`我(?:现在)?住在${end}`), 'profile', (place) => `用户住在${place}。`],
  [
    new RegExp(`我(?:刚|最近)?搬(?:家)?(?:到|去)(?:了)?${end}`),
    'profile',
    (place) => `用户住在${place.replace(/了$/, '')}。`,
  ],
  [new RegExp(`我对${end}过敏`), 'profile', (thing) => `用户对${thing}过敏。`],
  [new RegExp(`我?喜欢${end}`), 'preference', (thing) => `用户喜欢${thing}。`],
]

/** A small model's reading of what the user says about himself. */
export function extractFacts(text: string): Fact[] {
  return rules.flatMap(([pattern, type, fact]) => {
    const found = pattern.exec(text)?.[1]?.trim()
    if (!found) return []
    return [{ text: fact(found), type, importance: 0.7, validFrom: null, validTo: null }]
  })
}
