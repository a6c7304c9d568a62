import type { RoutingSignal } from '#lib/contracts/models/routing.ts'
import { asWritten } from '#lib/memory/text/chinese-script.ts'
import { type Features, featuresOf } from './features.ts'
import { type Wish, wishOf } from './signals.ts'
import trained from './weights.json' with { type: 'json' }

/** Weights as log-odds for the deep model, learned by `bench/routing/train.ts`. */
export interface Weights {
  /** Scores from this value on choose the deep model. */
  threshold: { en: number; zh: number }
  shape: Record<string, number>
  kinds: Record<string, number>
  words: Record<string, number>
}

export interface Signal {
  name: RoutingSignal
  weight: number
}

export interface WordWeight {
  word: string
  weight: number
}

export interface Scored {
  /** The speed that the message asks for explicitly. */
  wish: Wish | null
  threshold: number
  signals: Signal[]
  /** The words with the largest absolute weights. */
  words: WordWeight[]
}

/** The number of words that an explanation shows. */
const shownWords = 4

/** Computes the signals of a message and their weights. */
export function weighMessage(text: string, weights: Weights = trained): Scored {
  const features = featuresOf(text)
  const words = weighWords(features, weights)
  const sums = new Map<RoutingSignal, number>()
  const add = (name: RoutingSignal, weight: number) =>
    sums.set(name, (sums.get(name) ?? 0) + weight)
  for (const [key, value] of Object.entries(features.shape))
    add(key.split('.')[0] as RoutingSignal, value * (weights.shape[key] ?? 0))
  for (const kind of features.kinds) add(kind, weights.kinds[kind] ?? 0)
  add(
    'words',
    words.reduce((sum, { weight }) => sum + weight, 0),
  )
  return {
    wish: wishOf(features.ask),
    threshold: weights.threshold[features.isChinese ? 'zh' : 'en'],
    signals: [...sums]
      .map(([name, weight]) => ({ name, weight: round(weight) }))
      .filter(({ weight }) => weight !== 0),
    words: shownOf(words, features.traditional),
  }
}

function weighWords({ words }: Features, weights: Weights): WordWeight[] {
  const scale = wordScale(words.size)
  return [...words]
    .filter(([key]) => Object.hasOwn(weights.words, key))
    .map(([key, word]) => ({ word, weight: round(scale * (weights.words[key] ?? 0)) }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
}

/** Reduces each word's weight in long messages, so that length alone does not decide. */
export function wordScale(count: number): number {
  return 3 * Math.max(4, count) ** -0.3
}

/**
 * Merges a word's weight by itself and with its neighbours; the reader sees it once, as it was
 * written.
 */
function shownOf(words: WordWeight[], traditional: string | null): WordWeight[] {
  const sums = new Map<string, number>()
  for (const { word, weight } of words) sums.set(word, (sums.get(word) ?? 0) + weight)
  const shown = [...sums].sort(([, a], [, b]) => Math.abs(b) - Math.abs(a)).slice(0, shownWords)
  const names = shown.map(([word]) => word).join('\n')
  const written = (traditional ? asWritten(names, traditional) : names).split('\n')
  return shown.map(([word, weight], at) => ({ word: written[at] ?? word, weight: round(weight) }))
}

export function round(value: number): number {
  return Math.round(value * 100) / 100
}
