import { type Features, featuresOf } from '#lib/agent/routing/features.ts'
import { type Weights, wordScale } from '#lib/agent/routing/score.ts'
import type { Labelled } from './prompts.ts'

/** Strength of the prior: smaller weights generalise better. */
const ridge = 0.8
const rounds = 250
/** A word from a single prompt does not generalise. */
const leastPrompts = 2

/**
 * Logistic regression with a ridge prior by full-batch Adam. Deterministic: it uses no randomness.
 */
export function learnWeights(prompts: Labelled[]): Weights {
  const columns = prompts.map(({ text }) => columnsOf(featuresOf(text)))
  const index = indexOf(columns)
  const rows = columns.map((row) =>
    [...row].flatMap(([key, value]) => {
      const column = index.get(key)
      return column === undefined ? [] : [{ column, value }]
    }),
  )
  const values = descend(rows, prompts, index)
  return weightsOf(new Map([...index].map(([key, column]) => [key, values[column] ?? 0])))
}

type Row = { column: number; value: number }[]

function columnsOf({ isChinese, shape, kinds, words }: Features): Map<string, number> {
  const scale = wordScale(words.size)
  return new Map([
    ['bias', 1],
    ['chinese', isChinese ? 1 : 0],
    ...Object.entries(shape).map(([key, value]) => [`shape ${key}`, value] as const),
    ...kinds.map((kind) => [`kinds ${kind}`, 1] as const),
    ...[...words.keys()].map((word) => [`words ${word}`, scale] as const),
  ])
}

function indexOf(columns: Map<string, number>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of columns)
    for (const key of row.keys()) counts.set(key, (counts.get(key) ?? 0) + 1)
  const frequent = [...counts].filter(([key, n]) => n >= leastPrompts || !key.startsWith('words '))
  return new Map(frequent.map(([key], column) => [key, column]))
}

function descend(rows: Row[], prompts: Labelled[], index: Map<string, number>): Float64Array {
  const group = ({ language, label }: Labelled) => `${language} ${label}`
  const sizes = new Map<string, number>()
  for (const prompt of prompts) sizes.set(group(prompt), (sizes.get(group(prompt)) ?? 0) + 1)
  const importance = prompts.map((p) => prompts.length / sizes.size / (sizes.get(group(p)) ?? 1))
  const free = new Set([index.get('bias'), index.get('chinese')])
  const [weights, mean, square] = [0, 1, 2].map(() => new Float64Array(index.size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  for (let round = 1; round <= rounds; round++) {
    const slope = weights.map((weight, column) => (free.has(column) ? 0 : ridge * weight))
    for (const [at, row] of rows.entries()) {
      const odds = row.reduce((sum, { column, value }) => sum + (weights[column] ?? 0) * value, 0)
      const wanted = prompts[at]?.label === 'deep' ? 1 : 0
      const error = (1 / (1 + Math.exp(-odds)) - wanted) * (importance[at] ?? 1)
      for (const { column, value } of row) slope[column] = (slope[column] ?? 0) + error * value
    }
    const rate = round > rounds * 0.7 ? 0.01 : 0.05
    for (const [column, by] of slope.entries()) {
      mean[column] = 0.9 * (mean[column] ?? 0) + 0.1 * by
      square[column] = 0.999 * (square[column] ?? 0) + 0.001 * by * by
      const step = (mean[column] ?? 0) / (1 - 0.9 ** round)
      const size = Math.sqrt((square[column] ?? 0) / (1 - 0.999 ** round)) + 1e-8
      weights[column] = (weights[column] ?? 0) - (rate * step) / size
    }
  }
  return weights
}

/** Rounds the weights and drops words with a negligible one. */
function weightsOf(values: Map<string, number>): Weights {
  const bias = values.get('bias') ?? 0
  const part = (name: string, least: number) =>
    Object.fromEntries(
      [...values]
        .filter(([key, value]) => key.startsWith(`${name} `) && Math.abs(value) >= least)
        .map(([key, value]) => [key.slice(name.length + 1), Math.round(value * 100) / 100] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    )
  return {
    threshold: { en: -round(bias), zh: -round(bias + (values.get('chinese') ?? 0)) },
    shape: part('shape', 0),
    kinds: part('kinds', 0),
    words: part('words', 0.12),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
