import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RoutingChoice } from '#lib/contracts/models/routing.ts'

export interface Labelled {
  label: RoutingChoice
  language: 'en' | 'zh'
  text: string
  /** The user's previous message. */
  before?: string
  hasTools?: boolean
}

export function readPrompts(name: string): Labelled[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8'))
}

/** The sets for learning the weights; `held-out` and `fresh-untouched` are for evaluation only. */
export const trainingSets = [
  'strangers-1',
  'strangers-2',
  'written-after',
  'tuning',
  'various',
  'independent',
  'fresh-learned',
  'many-styles',
] as const

/** Unique prompts without context; follow-ups are excluded from learning. */
export function trainingPrompts(): (Labelled & { set: (typeof trainingSets)[number] })[] {
  const prompts = trainingSets.flatMap((set) => readPrompts(set).map((each) => ({ ...each, set })))
  const byText = new Map(prompts.map((prompt) => [prompt.text.toLowerCase(), prompt]))
  return [...byText.values()].filter(({ before }) => !before)
}
