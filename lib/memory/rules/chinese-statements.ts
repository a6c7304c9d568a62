import { aboutTheConversation, chinesePredicates } from './chinese-predicates.ts'
import { relatives } from './chinese-words.ts'
import type { Statement } from './statement.ts'

const mark = '[\\uE000-\\uF8FF]'
const boundedTime = `[从自直到在至由]{0,2}${mark}(?:起|开始|为止|以来|之前|以前)?`
/** "从2027年起，我…": the time of what follows. */
const timeBeforeComma = new RegExp(`(?<=^|[，,；;])(${boundedTime})[，,]\\s*`, 'gu')
const subject = new RegExp(
  `^(?:(?:你好|您好|嗨|大家好|对了|其实|因为|由于|而且|但是?|不过|所以|另外|还有|顺便说一下|请注意|说明一下|不好意思)[，,：:！!]?)*((?:${boundedTime}|现在|目前|最近|以前|小时候|平时|周末)*)(我们|咱们|我家里?(?=有|养|搬|的?${relatives})|我|本人)(的)?(${relatives})?`,
  'u',
)
const adverbs = /^(?:也|都|还|就|其实|真的|确实|已经|刚刚|刚|终于|正好|主要|一共|总共)+/u
const clauseBreak = /[，,；;：:。！!？?…\n]+/u
const asking =
  /[?？吗呢]\s*$|什么|怎么|怎样|如何|哪|多少|几[个点岁]|为啥|谁|是不是|有没有|能不能|可不可以|该不该|好不好|对不对|行不行|可以.{0,8}吗/u
/** The subject of the clause before goes on. */
const goesOn =
  /^(?:[\uE000-\uF8FF]|现在|目前|平时|周末|也|还|喜欢|讨厌|爱|不[吃喝抽喜太爱]|\d{1,3}岁|做.+开发|不再|住|在.+(?:工作|上班|读|上学|[做当].+)|是一|养|有[一两二三\d]|对.+过敏|会[说弹拉]|来自|做.+工作|从事|每[天周]|已经?婚|未婚|单身|最喜欢)/u
/** The rest of what was said before. */
const addition = /^(?:它?叫|名叫|名字[叫是]|取名)/u

const calledMe =
  /^(?:请|你|您|大家都?|可以|就|朋友们?都?)*(?:叫|称呼|喊)我(.{1,10}?)(?:就好|就行|吧|即可|就可以了?|好了|哦|啦)*$/u
const longestFact = 80

/** What one Chinese sentence with marked times states about its author or those around him. */
export function chineseStatements(sentence: string): Statement[] {
  const statements: Statement[] = []
  let current: string | null = null
  const clauses = sentence
    .replaceAll(timeBeforeComma, '$1')
    .split(clauseBreak)
    .map((clause) => clause.trim())
  for (const [number, clause] of clauses.entries()) {
    const isAsked = asking.test(
      number === clauses.length - 1 && /[?？]\s*$/.test(sentence) ? `${clause}？` : clause,
    )
    const last = statements.at(-1)
    if (isAsked || clause === '') continue
    if (addition.test(clause) && last && !aboutTheConversation.test(clause)) {
      last.text = last.text.replace(/。$/, `，${clause}。`)
      continue
    }
    const callName = calledMe.exec(clause)?.[1]
    if (callName && !/^[去来做]/.test(callName)) {
      statements.push({
        text: `用户希望被称呼为${callName}。`,
        type: 'profile',
        importance: 0.9,
        kind: 'lasting',
      })
      continue
    }
    const start = subject.exec(clause)
    if (!start && !(current !== null && goesOn.test(clause))) continue
    const [whole = '', time = '', , possessive = '', who = ''] = start ?? []
    const about: string = start ? (who === '' ? '用户' : `用户的${who}`) : (current ?? '用户')
    const rest = clause.slice(whole.length)
    current = about
    const statement = stated(about, `${time}${who === '' ? possessive : ''}${rest}`)
    if (statement) statements.push(statement)
  }
  return statements
}

function stated(about: string, text: string): Statement | null {
  const predicate = text
    .replace(adverbs, '')
    .replace(/(?:呀|啊|哦|啦|呢|吧|哈|～|~)+$/u, '')
    .trim()
  if (predicate === '' || predicate.length > longestFact || aboutTheConversation.test(predicate))
    return null
  const rule = chinesePredicates.find(({ pattern }) => pattern.test(predicate))
  if (!rule) return null
  const { type, importance, kind, pattern, say } = rule
  const spoken = (say ? say([...(pattern.exec(predicate) ?? [])]) : predicate)
    .replaceAll('我们', '用户')
    .replaceAll('我', '自己')
  const isOther = about !== '用户'
  return { text: `${about}${spoken}。`, type: isOther ? 'relation' : type, importance, kind }
}
