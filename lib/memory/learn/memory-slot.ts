import { toSimplified } from '../text/chinese-script.ts'

/** Properties of which a person has one at a time: a new value replaces the old one. */
const user = "(?:The user|User|I)(?:'s| is| has| has recently)?"
const now = '(?: currently| now| has| have| recently| just)*'
const 时间 = '(?:[于在]?\\d{4}(?:年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|-\\d\\d-\\d\\d)|上个?[月周])?'
const 现在 = `(?:现在|现|目前|已经?|刚刚?|最近|${时间})*`
const 用户 = '(?:用户|我)(?:的)?'
const slots: [string, RegExp][] = [
  ['name', new RegExp(`^(?:The user's|User's|My) (?:full )?name is |^${用户}(?:名字)?(?:叫|是叫)`)],
  [
    'home',
    new RegExp(
      `^${user}${now} (?:lives?|living|resides?|residing|based|moved|relocated)(?: from [^.]{1,40}?)?(?: back)? (?:in|to|at|into) |^The user has lived in |^(?:The user|User)'s (?:current )?(?:home|residence)(?: city| address)? is |^${用户}${现在}(?:[从和跟与].{1,12})?(?:住在|居住[在于]|定居[在于]|搬家?[到去回])|^${用户}家在`,
    ),
  ],
  [
    'employer',
    new RegExp(
      `^${user}${now} (?:works?|working|employed) (?:at|for|by) |^(?:The user|User)'s employer is |^${user}${now} (?:quit|left|lost|resigned from) (?:their|his|her) job|^${用户}${现在}在.+(?:工作|上班)|^${用户}${现在}(?:就职|任职|供职)于|^${用户}${现在}(?:辞职|离职|辞了|失业)`,
    ),
  ],
  ['job', new RegExp(`^${user}${now} (?:works?|working) as |^${用户}(?:职业|工作)是`)],
  [
    'age',
    new RegExp(
      `^(?:${user}|I'm|I am) \\d+ years old|^${用户}(?:年龄是|今年)?[\\d一二三四五六七八九十百]+岁`,
    ),
  ],
  ['called', /^The user goes by |^用户希望被称呼为/],
  ['birthday', new RegExp(`^(?:The user's|User's|My) birthday |^${用户}生日`)],
]
const favourite = /^(?:The user's|User's|My) favou?rite (.+?) is /i
const favouriteZh = /^(?:用户|我)最(?:喜欢|爱)的(.+?)是/

/** The name of the property that a fact gives a value to; null when it may stand beside others. */
export function memorySlot(fact: string): string | null {
  const text = toSimplified(fact)
  const thing = favourite.exec(text)?.[1] ?? favouriteZh.exec(text)?.[1]
  if (thing) return `favourite ${thing.toLowerCase()}`
  return slots.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
