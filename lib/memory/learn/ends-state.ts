import { toSimplified } from '../text/chinese-script.ts'
import { anyOf, hanCharacter } from '../text/patterns.ts'
import { sameWord } from '../text/same-words.ts'
import { tokenise } from '../text/tokenise.ts'

/** An event after which something that was known holds no longer. */
interface EndingEvent {
  /** Its first group is what the event is about; without one the known fact alone decides. */
  event: RegExp
  /** What it can end. */
  known: RegExp
}

const animals =
  'dog|cat|puppy|kitten|horse|pony|rabbit|parrot|hamster|guinea pig|goldfish|bird|pet|tortoise|turtle|snake|fish'
const people =
  'mother|mom|mum|father|dad|wife|husband|partner|brother|sister|son|daughter|grand\\w+|grandma|grandpa|uncle|aunt|cousin|friend|neighbou?r|boss'
const theirs = '(?:their|the|his|her|my|our|an?|that) '
const lost = anyOf(`
  sold, gave away, given away, got rid of, lost, crashed, wrecked, totall?ed, scrapped, donated, traded in, threw away,
  returned, no longer (?:has|have|owns?|drives?|rides?|keeps?), (?:does not|doesn't) (?:have|own|drive|ride) (?=.*any ?more)`)
const possession =
  "^The user (?:\\w+ly )?(?:has|have|owns?|drives?|rides?|bought|got|keeps?|uses?|adopted|plays?)\\b|^The user's \\w[\\w -]{0,24} is (?:an? |called |named |[A-Z])"
const chineseAnimals = '狗狗?|猫咪?|兔子?|仓鼠|鹦鹉|乌龟|宠物|金鱼|鱼|鸟'

const events: EndingEvent[] = [
  // A thing is gone.
  {
    event: new RegExp(
      `^The user (?:\\w+ )?${lost} ${theirs}?(.+?)(?: any ?more| (?:on|in|last|between) .*)?[.(]`,
      'i',
    ),
    known: new RegExp(possession, 'i'),
  },
  {
    event:
      /^The user's (.+?) (?:was|got|has been|is|were) (?:stolen|totall?ed|wrecked|sold|scrapped|destroyed|given away|gone)\b/i,
    known: new RegExp(possession, 'i'),
  },
  // An animal is gone; one of several leaves the others.
  {
    event: new RegExp(
      `^The user's (${animals})\\b(?: [A-Z]\\w+)? (?:has )?(?:died|die|passed away|ran away|was put (?:down|to sleep)|is dead|disappeared)`,
      'i',
    ),
    known:
      /^The user (?:has|owns|keeps|adopted|got) (?:an?|one|their) |^The user's \w[\w -]*? (?:is|has|likes|loves|sleeps|eats)\b/i,
  },
  // A person died: what he does ends, his name stays.
  {
    event: new RegExp(
      `^The user's (${people})\\b(?: [A-Z]\\w+)? (?:has )?(?:died|die|passed away|is dead)`,
      'i',
    ),
    known:
      /^The user's [\w -]+? (?!is (?:called|named|[A-Z]))(?:\w+s|lives|works|is|has)\b|^The user lives with\b/i,
  },
  // A relationship ended.
  {
    event:
      /^The user (?:broke up|split up|separated|divorced|got divorced)(?: (?:with|from))?(?: (?:their|his|her) (girlfriend|boyfriend|partner|fianc\S+|wife|husband))?/i,
    known:
      /^The user (?:has an? (?:\w+ )?(?:girlfriend|boyfriend|partner|fianc|wife|husband)|is (?:dating|engaged|married|in a relationship)|lives with (?:their|his|her) (?:girlfriend|boyfriend|partner|wife|husband))|^The user's (?:girlfriend|boyfriend|partner|fianc\S+)\b/i,
  },
  // Studies ended.
  {
    event:
      /^The user (?:has )?(?:graduated|dropped out|finished (?:school|university|college|their (?:degree|studies|phd)))(?: (?:from|of|in) (?!\d)(.+?))?(?: (?:in|on|last) .*)?[.(]/i,
    known:
      /^The user (?:is )?(?:stud(?:y|ies|ying)|attends?|goes to (?:university|college|school)|an? (?:\w+ )*student)\b/i,
  },
  {
    event:
      /^The user (?:has )?(?:outgrew|recovered from|got over|beat|is cured of|overcame) (?:their|the|an?)? ?(.+?)[.(]/i,
    known: /^The user (?:has|is|suffers)\b/i,
  },
  {
    event:
      /^用户(?:的)?(?:那[只条])?(狗狗?|猫咪?|兔子?|仓鼠|鹦鹉|乌龟|宠物|金鱼|鱼|鸟).{0,14}?(?:死|去世|过世|离世|走丢|走失|走了|跑丢|不在了|离开)/,
    known: new RegExp(
      `^用户(?!.*[两二三四五六七八九十几\\d]+[只条匹]).*(?:养|有|领养).*(?:${chineseAnimals})|^用户的(?:${chineseAnimals})`,
    ),
  },
  {
    event:
      /^用户(?:.{0,8}?把)?(?:自己的|那[辆台把架部])?(.{1,12}?)(?:给)?(?:卖掉?|送人|扔|弄丢|丢|报废|捐)了?(?:掉)?[。，（]?$/,
    known: /^用户.*(?:有|开|买|养|骑|拥有|用)/,
  },
  {
    event:
      /^用户.{0,10}?(?:卖掉?|送掉?|扔掉?|弄丢|丢|捐)了(?:自己的|那[辆台把架部])?(.{1,12}?)[。（]/,
    known: /^用户.*(?:有|开|买|养|骑|拥有|用)/,
  },
  {
    event: /^用户.{0,10}?(?:和|跟|与)?.{0,6}?(?:分手|离婚)/,
    known:
      /^用户.*(?:有.{0,4}(?:女朋友|男朋友|对象)|在谈恋爱|和.{0,4}(?:女朋友|男朋友|对象)住)|^用户的(?:女朋友|男朋友|对象|未婚[妻夫])/,
  },
  {
    event: /^用户.{0,12}?(?:毕业|退学|辍学)/,
    known: /^用户.*(?:在.+(?:读书|上学|读研|读博|念书|学习)|是.{0,8}(?:学生|研究生|本科生|博士生))/,
  },
]

/** Whether a fact tells an event that ends what a memory states. */
export function endsState(fact: string, memory: string): boolean {
  const [now, stored] = [toSimplified(fact), toSimplified(memory)]
  return events.some(({ event, known }) => {
    const found = event.exec(now)
    if (!found || !known.test(stored)) return false
    const what = found[1] ?? ''
    return what === '' || names(stored, what)
  })
}

/** What the event that a fact tells is about, in words that a memory which it ends may hold. */
export function endedThings(fact: string): string[] {
  const now = toSimplified(fact)
  return events.flatMap(({ event }) => {
    const what = event.exec(now)?.[1] ?? ''
    if (what === '') return []
    return isVehicle(what) ? [what, hanCharacter.test(what) ? '开' : 'drive'] : [what]
  })
}

function names(memory: string, what: string): boolean {
  // Who drives something has a car.
  if (isVehicle(what) && /\bdrives?\b|开/i.test(memory)) return true
  if (hanCharacter.test(what)) return memory.includes(what)
  return tokensOf(what).isSubsetOf(tokensOf(memory))
}

function isVehicle(what: string): boolean {
  return /^(?:car|车|汽车|车子)$/i.test(what)
}

function tokensOf(text: string): Set<string> {
  return new Set(tokenise(text).map(sameWord))
}
