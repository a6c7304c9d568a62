import { relatives as chineseRelatives } from '../rules/chinese-words.ts'
import { relatives } from '../rules/english-words.ts'

/** What a question, or the wording of a memory, tells a search beyond its words. */

const asksAboutPast =
  /\b(used to|formerly|previous(?:ly)?|before|earlier|past|was|were|did|had|once|ago|yesterday|last (?:week|month|year|night|spring|summer|autumn|fall|winter|time|\w+day))\b|昨天|前天|上(?:个?(?:周|月|星期)|次)|去年|前年|以前|之前|曾|过去|過去|原来|原來|从前|從前|前は|かつて/i
const asksForTime =
  /\bwhen\b|\bwhat (?:day|date|month|year|time)\b|\bhow (?:long|old)\b|\bsince\b|什么时候|什麼時候|何时|何時|几点|幾點|哪天|哪年|哪一年|几号|几月|多久|いつ|何年|何月/i
const figure = /\d/
const timeWords =
  /\b(?:yesterday|today|tonight|tomorrow|last|next|ago|weeks?|weekend|months?|years?|morning|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|since|recently|soon|just)\b|昨|今天|今年|今日|明天|明年|去年|前年|上周|下周|上个月|下个月|周末|星期|[一二三四五六七八九十](?:年|月|日|号|岁|点)/i
const speaker = /^([\p{L}\p{N}][^:：\n]{0,39})[:：]\s/u
const closingBrackets: Record<string, string> = { ')': '(', ']': '[', '）': '（' }
const questionEnd = /[?？]["'”」]?$/u

const asksWhatWasBefore =
  /\b(?:before|previous(?:ly)?|used to|former(?:ly)?|earlier)\b|以前|之前|曾|从前|從前|原来|原來|前は|かつて/i
const ofRelative = new RegExp(
  `^(?:The user's |User's )(?:[\\w-]+ ){0,2}?${relatives}\\b|^用户的${chineseRelatives}`,
  'u',
)

/** What people say when they meet, thank and part. */
const formulas =
  /\bgood (?:morning|afternoon|evening|night|day)\b|\bhow (?:are|is|was) (?:you|it|your day|everything)\b(?: (?:today|going|doing))?|\b(?:thanks|thank you)\b(?: (?:so|very) much| a lot| again)?|\b(?:that|this|it) (?:was|is|'s|helps?)\b(?: (?:really|very|so|super))? (?:helpful|great|nice|useful|perfect|good|a lot)\b|\b(?:see you|talk to you|have a (?:nice|good|great))\b(?: \w+){0,2}|早上好|上午好|中午好|下午好|晚上好|晚安|你好|您好|谢谢(?:你|您)?|感谢|多谢|太有帮助了?|很有帮助|帮了?大忙|再见|回头见|(?:今天)?过得(?:怎么样|好吗)|最近(?:怎么样|好吗)/giu
/** What the person wants done with an answer, in words that no memory has to hold. */
const action =
  '(?:list|mention|describe|explain|summari[sz]e|provide|recommend|suggest|compare|write)'
const receiver =
  '(?:tell|give|show|help|remind|teach|walk|guide) (?:me|us)(?: know| through| understand)?'
const requests = new RegExp(
  [
    `(?:^|(?<=[.!?,] )|\\b(?:can|could|would|will) you (?:please )?(?:also )?|\\bplease )${action}\\b`,
    `\\b${receiver}\\b`,
    '\\b(?:in|throughout|across|during) (?:all )?our (?:conversations?|chats?)\\b',
    '请?(?:告诉|提醒)我|请(?:列出|总结|说明|介绍)|你(?:还)?记得',
  ].join('|'),
  'gi',
)

/** Facts that are no longer true may answer. */
export function isAboutPast(query: string): boolean {
  return asksAboutPast.test(query)
}

export function asksBefore(query: string): boolean {
  return asksWhatWasBefore.test(query)
}

/** A fact about somebody whom the user knows, not about the user. */
export function isAboutRelative(text: string): boolean {
  return ofRelative.test(text)
}

export function isAboutTime(query: string): boolean {
  return asksForTime.test(query)
}

/** The question without the words that only greet, thank, or ask for an answer; empty when nothing else is left. */
export function withoutRequests(query: string): string {
  const asked = query.replace(formulas, ' ').replace(requests, ' ')
  return asked.trim() === '' ? '' : asked
}

/** The text names a time, in words or figures. */
export function namesTime(text: string): boolean {
  const said = withoutClosingRemarks(text)
  return figure.test(said) || timeWords.test(said)
}

/** The text ends by asking: it seldom holds an answer. */
export function endsAsking(text: string): boolean {
  return questionEnd.test(withoutClosingRemarks(text))
}

/** Who speaks, in a text that begins with a name and a colon; empty where none does. */
export function speakerOf(text: string): string {
  return speaker.exec(text)?.[1] ?? ''
}

/** Remarks in brackets at the end say where or when something was said, not what. */
function withoutClosingRemarks(text: string): string {
  let end = text.trimEnd().length
  for (;;) {
    const opening = closingBrackets[text[end - 1] ?? '']
    if (opening === undefined) return text.slice(0, end)
    const start = text.lastIndexOf(opening, end - 2)
    const inner = text.slice(start + 1, end - 1)
    if (start < 0 || inner.includes(text[end - 1] ?? '')) return text.slice(0, end)
    end = text.slice(0, start).trimEnd().length
  }
}
