import type { RoutingSignal } from '#lib/contracts/models/routing.ts'
import { toSimplified } from '#lib/memory/text/chinese-script.ts'
import { askOf, countOf, hanOf, lengthOf } from './ask.ts'
import { kindsOf } from './signals.ts'

/** Features of a message's form, each a small number, named `signal.feature`. */
export type Shape = Record<`${RoutingSignal}.${string}`, number>

export interface Features {
  /** The examined part of the message in its original characters, if simplifying changed them. */
  traditional: string | null
  /** The text of the task. */
  ask: string
  isChinese: boolean
  shape: Shape
  kinds: RoutingSignal[]
  /**
   * Word stems, pairs of words, Chinese characters and their pairs, each with the form to display.
   */
  words: Map<string, string>
}

/** Characters that are examined at the beginning and at the end of a long message. */
const longestLook = 1_000

export function featuresOf(text: string): Features {
  const look =
    text.length > longestLook
      ? `${text.slice(0, longestLook / 2)}\n${text.slice(-longestLook / 2)}`
      : text
  // The word lists and the learned words use simplified characters.
  const simplified = toSimplified(look)
  const ask = askOf(simplified)
  const kinds = kindsOf(ask)
  const latin = look.match(/[a-z]/gi)?.length ?? 0
  return {
    traditional: simplified === look ? null : look,
    ask,
    isChinese: hanOf(look) > latin / 4,
    shape: shapeOf(look, ask, kinds),
    kinds,
    words: wordsOf(ask),
  }
}

const codeLike = /```|[;{}]\s*$|=>|\w\([^)\n]{0,80}\)\s*[;{]|\bfor ?\(|\bdef \w+\(/m
const figure = /\d+([.,:]\d+)*|[一二两三四五六七八九十百千万]+(?=[个人天年月小块元台次级枚千万])/g

function shapeOf(look: string, ask: string, kinds: RoutingSignal[]): Shape {
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

/** Characters and pairs; `^` and `$` mark where a run of characters begins and ends. */
function addHan(run: string, words: Map<string, string>): void {
  const characters = ['^', ...run, '$']
  for (const [index, character] of characters.entries()) {
    const pair = character + (characters[index + 1] ?? '')
    if (index > 0 && character !== '$') words.set(character, character)
    if (character !== '$') words.set(pair, pair.replace(/[$^]/, ''))
  }
}
