/** Properties of which a person has one at a time: a new value replaces the old one. */
const slots: [string, RegExp][] = [
  ['name', /^The user's name is |^用户(的名字)?(叫|是叫)/],
  ['home', /^The user (now )?lives in |^用户(现在)?住在/],
  ['employer', /^The user (now )?works (at|for) |^用户在.+(工作|上班)/],
  ['job', /^The user works as /],
  ['age', /^The user is \d+ years old|^用户(今年)?[\d一二三四五六七八九十百]+岁/],
  ['birthday', /^The user's birthday |^用户的生日/],
]
const favourite = /^The user's favou?rite (.+?) is /

/** The name of the property that a fact gives a value to; null when it may stand beside others. */
export function memorySlot(text: string): string | null {
  const thing = favourite.exec(text)?.[1]
  if (thing) return `favourite ${thing.toLowerCase()}`
  return slots.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
