import { toSimplified } from '../text/chinese-script.ts'
import { firstPerson, mayBeFirstPerson } from '../text/first-person.ts'
import * as foreign from './foreign-words.ts'
import { isPassingRemark } from './passing-remarks.ts'
import * as unreal from './unreal-words.ts'
import { withoutQuotations } from './without-quotations.ts'

/** Of a longer message, mostly pasted text, only the first and the last paragraph are read. */
const longestMessage = 4_000
const longestSentence = 400
const mostSentences = 100

/** What follows a colon is the user's own only after such words, said of nobody else. */
const ownColon =
  /(?:about (?:me|myself)|info(?:rmation)?|fyi|context|background|profile|facts?|note|notes|btw|关于我|自我介绍|介绍一下(?:自己|我)?|背景|补充|情况|说明|备注|信息|thing|point|also|p\.?s\.?|reminder|update|hi|hello|remember|anyway|well|so|对了|另外|补充一下)\s*$/i
const ofOthers =
  /\b(?:his|her|their|friend|colleague|brother|sister|boss|cousin|client|customer)(?:'s)?\b|朋友|同事|他|她|同学|客户|老板|别人|网友/i
const colon = /[:：](?=\s|$)|：/
const sentenceEnd =
  /(?<=[!?。！？…\n])|(?<=(?<!\b(?:Dr|Mr|Mrs|Ms|St|Prof|[A-Z]|[ap]\.m|e\.g|i\.e))\.)(?=\s|$)/u

/**
 * The sentences of a message in which its author speaks of himself in English or Chinese: without
 * quotations, code, pasted, invented and conditional text. Takes time in proportion to the message's
 * beginning and end only.
 */
export function ownSentences(message: string): string[] {
  return authoredSentences(message).filter((sentence) => firstPerson.test(sentence))
}

/**
 * What a memory model may read: the author's sentences in the first person, and in languages whose
 * verbs need no pronoun. Orders, questions and what holds on a condition are left out.
 */
export function ownText(message: string): string {
  return authoredSentences(message)
    .filter((sentence) => {
      const folded = toSimplified(sentence)
      if (/[?？]\s*$/.test(folded)) return false
      if (unreal.holdsCondition.test(folded) || unreal.nearly.test(folded)) return false
      if (isPassingRemark(folded) || unreal.reported.test(folded)) return false
      return mayBeFirstPerson(folded)
    })
    .join('\n')
}

/** The sentences that the author says himself and means. */
function authoredSentences(message: string): string[] {
  const text = withoutQuotations(mainPart(message))
  const sentences = text
    .split(sentenceEnd)
    .slice(0, mostSentences)
    .map((whole) => whole.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim())
    .filter((sentence) => sentence !== '')
  const letter = letterStart(sentences)
  const own: string[] = []
  let isConditional = false
  for (const [at, sentence] of sentences.entries()) {
    if (at === letter) break
    const folded = toSimplified(sentence)
    if (unreal.joking.test(folded)) {
      own.length = 0
      continue
    }
    if (unreal.fiction.test(folded) || foreign.introducesText.test(folded)) break
    if (isTextOrder(folded)) {
      if (pointsBack(folded, sentences.length === at + 1)) own.length = 0
      break
    }
    if (foreign.asksForJudgement.test(folded)) return []
    const isConsequence: boolean = isConditional && unreal.consequence.test(folded)
    isConditional = unreal.conditional.test(folded) || isConsequence
    if (isConditional || sentence.length > longestSentence) continue
    const said = ownPart(sentence)
    if (said.isOpen) break
    own.push(said.text)
  }
  return own
}

function isTextOrder(sentence: string): boolean {
  return [foreign.englishTextOrder, foreign.chineseTextOrder, foreign.foreignTextOrder].some(
    (order) => order.test(sentence),
  )
}

/** The order works on what was said before it, and so this is no statement. */
function pointsBack(order: string, isLast: boolean): boolean {
  if (!isLast || order.includes('…') || colon.test(order)) return false
  return foreign.pointsBack.test(order) || foreign.chinesePointsBack.test(order)
}

/** The number of the sentence with which a letter begins that is signed at its end; -1 for none. */
function letterStart(sentences: string[]): number {
  const end = sentences.findIndex((sentence, at) => at > 0 && foreign.signsOff.test(sentence))
  if (end < 0) return -1
  const start = sentences.findIndex((sentence) => foreign.salutation.test(sentence))
  return start >= 0 && start < end ? start : -1
}

/** `isOpen`: what follows is what its colon announces. */
function ownPart(sentence: string): { text: string; isOpen: boolean } {
  const [said = '', ...rest] = sentence.split(colon)
  if (rest.length === 0) return { text: sentence, isOpen: false }
  const folded = toSimplified(said)
  if (ownColon.test(folded) && !ofOthers.test(folded))
    return { text: sentence.slice(said.length + 1).trim(), isOpen: false }
  const after = rest.join(':').trim()
  // What somebody else says goes on behind the sentence.
  return { text: said, isOpen: after === '' || mayBeFirstPerson(toSimplified(after)) }
}

function mainPart(message: string): string {
  if (message.length <= longestMessage) return message
  const half = longestMessage / 2
  const [first = ''] = message.slice(0, half).split('\n', 1)
  const last = message.slice(-half).split('\n').at(-1) ?? ''
  // What is cut in the middle may be the rest of anything.
  return [first.length < half ? first : '', last.length < half ? last : ''].join('\n')
}
