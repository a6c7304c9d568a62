/** What a question, or the wording of a memory, tells a search beyond its words. */

const asksAboutPast =
  /\b(used to|formerly|previous(?:ly)?|before|earlier|past|was|were|did|had|once|ago|yesterday|last (?:week|month|year|night|spring|summer|autumn|fall|winter|time|\w+day))\b|昨天|前天|上(?:个?(?:周|月|星期)|次)|去年|前年|以前|之前|曾|过去|過去|原来|原來|从前|從前|前は|かつて/i
const asksForTime =
  /\bwhen\b|\bwhat (?:day|date|month|year|time)\b|\bhow (?:long|old)\b|\bsince\b|什么时候|什麼時候|何时|何時|几点|幾點|哪天|哪年|哪一年|几号|几月|多久|いつ|何年|何月/i
const timeWords =
  /\d|\b(?:yesterday|today|tonight|tomorrow|last|next|ago|weeks?|weekend|months?|years?|morning|night|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|since|recently|soon|just)\b|昨|今天|今年|今日|明天|明年|去年|前年|上周|下周|上个月|下个月|周末|星期|[一二三四五六七八九十](?:年|月|日|号|岁|点)/i
/** Remarks in brackets at the end say where or when something was said, not what. */
const closingRemarks = /(?:\s*(?:\([^()]*\)|\[[^[\]]*\]|（[^（）]*）))+\s*$/u
const questionEnd = /[?？]["'”」]?$/u

/** Facts that are no longer true may answer. */
export function isAboutPast(query: string): boolean {
  return asksAboutPast.test(query)
}

export function isAboutTime(query: string): boolean {
  return asksForTime.test(query)
}

/** The text names a time, in words or figures. */
export function namesTime(text: string): boolean {
  return timeWords.test(text.replace(closingRemarks, ''))
}

/** The text ends by asking: it seldom holds an answer. */
export function endsAsking(text: string): boolean {
  return questionEnd.test(text.replace(closingRemarks, '').trimEnd())
}
