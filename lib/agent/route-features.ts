import type { RouteSignal } from '#lib/contracts/route.ts'
import { kindsOf } from './route-signals.ts'

/** What a message looks like, each a small number; the name of its signal stands before the dot. */
export type Shape = Record<`${RouteSignal}.${string}`, number>

export interface Features {
  /** What is asked. */
  ask: string
  isChinese: boolean
  shape: Shape
  kinds: RouteSignal[]
  /** Word stems, pairs of words, Chinese characters and their pairs, each with a form to show. */
  words: Map<string, string>
}

/** Only the beginning and the end of a long message are looked at. */
const longestLook = 2_000

export function featuresOf(text: string): Features {
  const look =
    text.length > longestLook
      ? `${text.slice(0, longestLook / 2)}\n${text.slice(-longestLook / 2)}`
      : text
  const ask = askOf(look)
  const kinds = kindsOf(ask)
  const latin = look.match(/[a-z]/gi)?.length ?? 0
  return {
    ask,
    isChinese: hanOf(look) > latin / 4,
    shape: shapeOf(look, ask, kinds),
    kinds,
    words: wordsOf(ask),
  }
}

/** What is asked, without what is quoted or pasted: code, long paragraphs, what a colon introduces. */
function askOf(text: string): string {
  const words = withoutCourtesy(text)
    .replaceAll(/```[\s\S]*?(```|$)/g, ' CODE ')
    .replaceAll(/["“「『][^"“”「」『』]+["”」』]/g, ' QUOTE ')
    .replaceAll(/'[^']{3,40}'(?=[ .?,!]|$)/g, ' QUOTE ')
  const [first = '', ...others] = words.split(/\n\s*\n/).filter((part) => part.trim())
  const parts = [beforeColon(first), ...others]
  const short = parts.filter((part) => part.length < longParagraph)
  return short.length > 0 ? short.join('\n') : words
}

/** “Hi! Could you please …, thanks” says nothing of how hard the task is. */
function withoutCourtesy(text: string): string {
  return text
    .trim()
    .replace(/^(hi|hey|hello|good (morning|evening|afternoon))( there)?[ ,.!]+(?=.{12})/i, '')
    .replace(/^(你好|您好|嗨|哈喽)[呀啊]?[ ,，.。!！]+(?=.{4})/, '')
    .replace(/^(can|could) (you|u) help me( with (this|something))?[?.:,]? (?=.{6})/i, '')
    .replace(/^(please |(can|could|would|will) (you|u) (please )?)(?=.{6})/i, '')
    .replace(/^(能|可以)?帮我?看(看|一下)吗?[?？，,：:]+/, '')
    .replace(/^(请问?|麻烦你?)[ ,，]*(?=.{4})/, '')
    .replace(/^(question|problem|task|问题|题目|任务)[:：]\s*(?=.{4})/i, '')
    .replace(
      /[ ,，.。!！?？]{1,3}(thanks|thank you|thx|please|pls|谢谢|多谢)( you| in advance| a lot)?[.。!！]*$/i,
      '',
    )
}

const longParagraph = 300
const shortestPayload = 12

/** The task in “put this into French: …”; all of it where a word or two stand before the colon. */
function beforeColon(text: string): string {
  const colon = text.search(/(?<!\d)[:：](?!\/)\s*\S/)
  if (colon < 0 || text.length - colon <= shortestPayload) return text
  const task = text.slice(0, colon + 1)
  return countOf(task, /[a-z']+/gi) >= 3 || hanOf(task) >= 5 ? task : text
}

const codeLike = /```|[;{}]\s*$|=>|\w\([^)\n]{0,80}\)\s*[;{]|\bfor ?\(|\bdef \w+\(/m
const figure = /\d+([.,:]\d+)*|[一二两三四五六七八九十百千万]+(?=[个人天年月小块元台次级枚千万])/g

function shapeOf(look: string, ask: string, kinds: RouteSignal[]): Shape {
  const length = Math.log(1 + lengthOf(ask)) - 3.7
  const questions = countOf(ask, /[?？]/g)
  return {
    'length.asked': length,
    'length.language': kinds.includes('language') ? length : 0,
    'length.short': lengthOf(ask) < 30 ? 1 : 0,
    'length.pasted': Math.log((1 + lengthOf(look)) / (1 + lengthOf(ask))),
    'questions.any': Math.min(1, questions),
    'questions.more': Math.min(3, Math.max(0, questions - 1)),
    'conditions.clauses': Math.min(4, countOf(ask, /[,，;；、]/g)) / 2,
    'conditions.sentences': Math.min(4, countOf(ask, /[.。!！?？\n][\s"”]|[。？！]/g)) / 2,
    'conditions.colon': /[:：]\s*\S{3}/.test(ask) ? 1 : 0,
    'word-problem.figures': Math.min(5, countOf(ask, figure)) / 2,
    'code.any': codeLike.test(look) ? 1 : 0,
    'situation.any': /\b(i|my|me|we|our|us|i'm|i've)\b|我|咱/i.test(ask) ? 1 : 0,
  }
}

function wordsOf(ask: string): Map<string, string> {
  const words = new Map<string, string>()
  let last = '^'
  for (const token of ask.toLowerCase().match(/[a-z][a-z'’]*|\d+|[㐀-鿿]+/g) ?? []) {
    if (/^\d/.test(token)) words.set('0', '0–9')
    else if (/^[㐀-鿿]/u.test(token)) addHan(token, words)
    else {
      const word = token.replaceAll('’', "'")
      words.set(stemOf(word), word)
      words.set(`${last} ${word}`, last === '^' ? word : `${last} ${word}`)
      last = word
    }
  }
  return words
}

function stemOf(word: string): string {
  return word.length > 4 ? word.replace(/(ing|ed|es|s|ly)$/, '') : word
}

/** Characters and pairs; `^` and `$` tell where a run of characters begins and ends. */
function addHan(run: string, words: Map<string, string>): void {
  const characters = ['^', ...run, '$']
  for (const [index, character] of characters.entries()) {
    const pair = character + (characters[index + 1] ?? '')
    if (index > 0 && character !== '$') words.set(character, character)
    if (character !== '$') words.set(pair, pair.replace(/[$^]/, ''))
  }
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function hanOf(text: string): number {
  return countOf(text, /[㐀-鿿]/g)
}

/** A Chinese character says about as much as three letters. */
function lengthOf(text: string): number {
  return text.length + 2 * hanOf(text)
}
