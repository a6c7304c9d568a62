import { toSimplified } from '../text/chinese-script.ts'
import { sameWord } from '../text/same-words.ts'
import { tokenise } from '../text/tokenise.ts'

/** Properties of which a person has one at a time: a new value replaces the old one. */
const user = "(?:The user|User|I)(?:'s| is| has| has recently)?"
const now = '(?: currently| now| has| have| recently| just)*'
const timeZh = '(?:[于在]?\\d{4}(?:年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|-\\d\\d-\\d\\d)|上个?[月周])?'
const nowZh = `(?:现在|现|目前|已经?|刚刚?|最近|${timeZh})*`
const userZh = '(?:用户|我)(?:的)?'
const slots: [string, RegExp][] = [
  [
    'name',
    new RegExp(`^(?:The user's|User's|My) (?:full )?name is |^${userZh}(?:名字)?(?:叫|是叫)`),
  ],
  [
    'home',
    new RegExp(
      `^${user}${now} (?:lives?|living|resides?|residing|based|moved|relocated)(?: from [^.]{1,40}?)?(?: back)? (?:in|to|at|into) |^The user has lived in |^(?:The user|User)'s (?:current )?(?:home|residence)(?: city| address)? is |^${userZh}${nowZh}(?:[从和跟与].{1,12})?(?:住在|居住[在于]|定居[在于]|搬家?[到去回])|^${userZh}家在`,
    ),
  ],
  [
    'employer',
    new RegExp(
      `^${user}${now} (?:works?|working|employed) (?:at|for|by) |^(?:The user|User)'s employer is |^${user}${now} (?:quit|left|lost|resigned from) (?:their|his|her) job|^${user}${now} (?:unemployed|retired|between jobs|fired|laid off|made redundant|was (?:fired|laid off|made redundant)|got (?:fired|laid off))\\b|^The user (?:was|got) (?:fired|laid off|made redundant)|^${userZh}${nowZh}在.+(?:工作|上班)|^${userZh}${nowZh}(?:就职|任职|供职)于|^${userZh}${nowZh}(?:辞职|离职|辞了|失业|退休|被裁|被辞退)`,
    ),
  ],
  ['job', new RegExp(`^${user}${now} (?:works?|working) as |^${userZh}(?:职业|工作)是`)],
  [
    'age',
    new RegExp(
      `^(?:${user}|I'm|I am) \\d+ years old|^${userZh}(?:年龄是|今年)?[\\d一二三四五六七八九十百]+岁`,
    ),
  ],
  [
    'marital status',
    new RegExp(
      `^${user}${now} (?:\\w+ly )?(?:been )?(?:married|single|divorced|engaged|widowed|separated|got (?:married|divorced|engaged)|in a relationship)\\b|^${user} got (?:married|divorced|engaged)\\b|^${userZh}${nowZh}(?:是)?(?:单身|未婚|已婚|离异|结婚|离婚|订婚|丧偶)`,
    ),
  ],
  [
    'pregnancy',
    new RegExp(
      `^${user}${now} (?:\\d+ \\w+ )?(?:pregnant|expecting an?\\b|given birth|had a baby)|^${user} (?:gave birth|had a baby)|^${userZh}${nowZh}(?:怀孕|怀了|生了)`,
    ),
  ],
  [
    'diet',
    new RegExp(
      `^${user}${now} (?:an? )?(?:strict )?(?:vegan|vegetarian|pescatarian|omnivore)\\b|^${user} (?:became|turned|went) (?:an? )?(?:vegan|vegetarian|pescatarian)|^${user} eats? (?:meat|everything)(?: again)?[.]|^${userZh}${nowZh}(?:是)?(?:一?[个名位])?(?:吃素|素食|纯素|开始吃肉|吃荤)`,
    ),
  ],
  [
    'smoking',
    new RegExp(
      `^${user}${now} (?:smokes?\\b|an? (?:non-?|ex-?)?smoker|(?:quit|stopped|given up) smoking)|^${user} (?:quit|stopped|gave up) smoking|^${userZh}${nowZh}(?:抽烟|吸烟|戒烟|戒了烟|不抽烟)`,
    ),
  ],
  ['called', /^The user goes by |^用户希望被称呼为/],
  ['birthday', new RegExp(`^(?:The user's|User's|My) birthday |^${userZh}生日`)],
]
const favourite = /^(?:The user's|User's|My) favou?rite (.+?) is /i
const favouriteZh = /^(?:用户|我)最(?:喜欢|爱)的(.+?)是/

/** What people have favourites of; a later fact may be in the other language. */
const favourites = new Map(
  '颜色 color; 食物 food; 电影 movie; 音乐 music; 书 book; 运动 sport; 水果 fruit; 季节 season; 动物 animal; 城市 city; 歌手 singer; 乐队 band; 菜 dish; 游戏 game; 花 flower; 数字 number; 饮料 drink'
    .split('; ')
    .map((pair) => pair.split(' ').map((word) => sameWord(tokenise(word)[0] ?? word)))
    .map(([chinese = '', english = '']) => [chinese, english] as const),
)

function inEnglish(token: string): string {
  return favourites.get(token) ?? token
}

/** The name of the property that a fact gives a value to; null when it may stand beside others. */
export function memorySlot(fact: string): string | null {
  const text = toSimplified(fact)
  const thing = favourite.exec(text)?.[1] ?? favouriteZh.exec(text)?.[1]
  if (thing) return `favourite ${tokenise(thing).map(sameWord).map(inEnglish).sort().join(' ')}`
  return slots.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
