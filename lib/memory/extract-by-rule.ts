import type { MemoryType } from '#lib/contracts/memory.ts'
import type { ExtractedFact } from './extracted-fact.ts'
import { nameDays, separateValidity, withValidity } from './validity.ts'

interface Rule {
  pattern: RegExp
  type: MemoryType
  importance: number
  /** The fact in the third person from the pattern's first two groups. */
  fact: (first: string, second: string) => string
}

/** Up to the end of the clause. */
const rest = '([^.!?;,\\n]{2,80})'
const english = (
  start: string,
  type: MemoryType,
  importance: number,
  fact: Rule['fact'],
): Rule => ({
  pattern: new RegExp(`\\b${start}`, 'giu'),
  type,
  importance,
  fact,
})
const tail = '[^.!?;,\\n]{0,60}'
const restZh = '([^，。！？；,.!?;\\n]{1,40})'
const chinese = (
  start: string,
  type: MemoryType,
  importance: number,
  fact: Rule['fact'],
): Rule => ({
  pattern: new RegExp(start, 'gu'),
  type,
  importance,
  fact,
})

const rules: Rule[] = [
  english(
    "my name is ([\\p{L}][\\p{L}'-]*(?: [\\p{Lu}][\\p{L}'-]*){0,2})",
    'profile',
    0.9,
    (name) => `The user's name is ${name}.`,
  ),
  english(
    `(?:i live|i am living|i'm living) in ${rest}`,
    'profile',
    0.8,
    (place) => `The user lives in ${place}.`,
  ),
  english(
    `i(?:'ve| have)? (?:just )?moved to ${rest}`,
    'profile',
    0.8,
    (place) => `The user lives in ${place}.`,
  ),
  english(`i work (?:at|for) ${rest}`, 'profile', 0.7, (place) => `The user works at ${place}.`),
  english(`i work as (?:an? )?${rest}`, 'profile', 0.7, (job) => `The user works as ${job}.`),
  english(
    "i(?:'m| am) (\\d{1,3}) years old",
    'profile',
    0.6,
    (age) => `The user is ${age} years old.`,
  ),
  english(
    `i(?:'m| am) allergic to ${rest}`,
    'profile',
    0.9,
    (thing) => `The user is allergic to ${thing}.`,
  ),
  english(
    `i(?:'m| am) an? ((?:\\p{L}+ )?(?:vegetarian|vegan|developer|engineer|teacher|doctor|nurse|student|designer|writer|manager|scientist|lawyer|musician))`,
    'profile',
    0.7,
    (kind) => `The user is a ${kind}.`,
  ),
  english(
    `my favou?rite (\\p{L}+(?: \\p{L}+)?) is ${rest}`,
    'preference',
    0.6,
    (thing, value) => `The user's favourite ${thing} is ${value}.`,
  ),
  english(
    `i (?:really )?(love|like|prefer|enjoy|hate|dislike) ${rest}`,
    'preference',
    0.5,
    (verb, thing) => `The user ${verb.toLowerCase()}s ${thing}.`,
  ),
  english(
    "my (wife|husband|partner|son|daughter|sister|brother|mother|father|dog|cat|boss|friend)(?:'s name)? is (?:called |named )?(\\p{Lu}[\\p{L}-]+)",
    'relation',
    0.7,
    (who, name) => `The user's ${who.toLowerCase()} is ${name}.`,
  ),
  english(
    `my birthday is (?:on )?${rest}`,
    'profile',
    0.8,
    (day) => `The user's birthday is ${day}.`,
  ),
  chinese(`我(?:的名字)?叫(?:做)?${restZh}`, 'profile', 0.9, (name) => `用户叫${name}。`),
  chinese(`我(?:现在|目前)?住在${restZh}`, 'profile', 0.8, (place) => `用户住在${place}。`),
  chinese(
    `我(?:刚|最近|已经)?搬(?:家)?(?:到|去)(?:了)?${restZh}`,
    'profile',
    0.8,
    (place) => `用户住在${place.replace(/了$/, '')}。`,
  ),
  chinese(`我在${restZh}(?:工作|上班)`, 'profile', 0.7, (place) => `用户在${place}工作。`),
  chinese(
    '我(?:今年)?(\\d{1,3}|[一二三四五六七八九十百]{1,4})岁',
    'profile',
    0.6,
    (age) => `用户${age}岁。`,
  ),
  chinese(`我对${restZh}过敏`, 'profile', 0.9, (thing) => `用户对${thing}过敏。`),
  chinese(
    `我(?:最|很|非常)?(喜欢|讨厌|爱吃|爱喝|不吃|不喝|不喜欢)${restZh}`,
    'preference',
    0.5,
    (verb, thing) => `用户${verb}${thing}。`,
  ),
  chinese(
    `我(妻子|老婆|丈夫|老公|女儿|儿子|妈妈|爸爸|姐姐|妹妹|哥哥|弟弟)叫${restZh}`,
    'relation',
    0.7,
    (who, name) => `用户的${who}叫${name}。`,
  ),
  chinese(`我的生日是${restZh}`, 'profile', 0.8, (day) => `用户的生日是${day}。`),
]

/** What is to come; its text names the day. */
const plans: Rule[] = [
  english(
    `i(?:'ve got| have(?: got)?) (an? (?:[\\p{L}'-]+ ){0,3}(?:appointment|meeting|exam|test|interview|flight|wedding|party|concert|deadline|trip)\\b${tail})`,
    'event',
    0.6,
    (what) => `The user has ${what}.`,
  ),
  english(
    `i(?:'m| am|'ll be) ((?:on (?:vacation|holiday|leave|a (?:business )?trip)|travell?ing|flying|visiting|moving)\\b${tail})`,
    'event',
    0.6,
    (what) => `The user is ${what}.`,
  ),
  english(
    `i (?:need to|have to|must) ((?:finish|submit|send|pay|call|buy|book|renew|return|hand in|prepare)\\b${tail})`,
    'task',
    0.6,
    (what) => `The user needs to ${what}.`,
  ),
  chinese(
    `([^，。！？；]{0,20})我([^，。！？；]{0,30}(?:考试|会议|开会|面试|预约|航班|手术|婚礼|聚会|休假|出差|放假|度假|去|飞|看牙医|看医生)[^，。！？；]{0,20})`,
    'event',
    0.6,
    (before, what) => `用户${before}${what}。`,
  ),
  chinese(
    `([^，。！？；]{0,20})我([^，。！？；]{0,20}(?:交|完成|提交|付|买|写完|准备)[^，。！？；]{1,20})`,
    'task',
    0.6,
    (before, what) => `用户${before}${what}。`,
  ),
]

const question = /[?？]\s*$/

/**
 * Facts that the user states about himself in the first person, in English and Chinese.
 * @param today what "until Friday" and "tomorrow" count from
 */
export function extractByRule(text: string, today: Date): ExtractedFact[] {
  const sentences = text.split(/(?<=[.!?。！？\n])/u).filter((sentence) => !question.test(sentence))
  const facts = new Map<string, ExtractedFact>()
  const add = (fact: ExtractedFact) => facts.set(fact.text, fact)
  for (const sentence of sentences) {
    const named = nameDays(sentence, today)
    const found = named.lastDay ? statements(plans, named.text) : []
    for (const { text: plan, rule } of found) add({ ...factOf(rule, plan), validTo: named.lastDay })
    if (found.length > 0) continue
    const { rest: bare, ...validity } = separateValidity(sentence, today)
    for (const { text: statement, rule } of statements(rules, bare)) {
      add({ ...factOf(rule, withValidity(statement, validity)), ...validity })
    }
  }
  return [...facts.values()]
}

function statements(from: Rule[], sentence: string): { text: string; rule: Rule }[] {
  return from.flatMap((rule) =>
    [...sentence.matchAll(rule.pattern)].map(([, first = '', second = '']) => ({
      text: rule.fact(first.trim(), second.trim()),
      rule,
    })),
  )
}

function factOf({ type, importance }: Rule, text: string): ExtractedFact {
  return { text, type, importance, validFrom: null, validTo: null }
}
