import { expect, test } from 'vitest'
import { compareFacts } from './learn/compare-facts.ts'
import { endedThings, endsState } from './learn/ends-state.ts'
import { extractByRule } from './learn/extract-by-rule.ts'
import { factCore } from './learn/fact-core.ts'
import { whyNotSaved } from './learn/may-save.ts'
import { findMemoryCommand } from './learn/memory-command.ts'
import { memorySlot } from './learn/memory-slot.ts'
import { parseFacts } from './learn/parse-facts.ts'
import { isPlainRequest } from './learn/plain-request.ts'
import { isPlausibleFact } from './learn/plausible-fact.ts'
import { saidIn } from './learn/said-in.ts'
import { ownSentences, ownText } from './rules/own-sentences.ts'
import { withoutQuotations } from './rules/without-quotations.ts'
import {
  endsAsking,
  isAboutPast,
  isAboutTime,
  namesTime,
  speakerOf,
  withoutRequests,
} from './search/question-cues.ts'
import { asItLooks } from './text/confusables.ts'
import { fingerprint, tokenise } from './text/tokenise.ts'

const today = new Date(2026, 10, 23)
const fact = (text: string) => ({ text, fingerprint: text, slot: null })

/** Every function of this folder that reads a text of people or of a model. */
const functions: Record<string, (text: string) => unknown> = {
  tokenise,
  fingerprint,
  asItLooks,
  withoutQuotations,
  ownSentences,
  ownText,
  extractByRule: (text) => extractByRule(text, today),
  isPlainRequest,
  isPlausibleFact,
  whyNotSaved,
  factCore,
  memorySlot,
  endedThings,
  endsState: (text) => endsState(text, text),
  compareFacts: (text) => compareFacts(fact(text), fact(`${text}.`)),
  saidIn: (text) => saidIn(text)(text),
  parseFacts: (text) => {
    try {
      return parseFacts(`{"facts":[{"text":"The user likes tea."}]} ${text}`, text)
    } catch {
      return null
    }
  },
  findMemoryCommand: (text) => findMemoryCommand(text, today),
  isAboutPast,
  isAboutTime,
  namesTime,
  endsAsking,
  speakerOf,
  withoutRequests,
}

const hostile = [
  'a',
  '1',
  '⒈',
  'ﷺ',
  '㍐',
  '"',
  '“',
  "'",
  '`',
  '(',
  ')',
  ' (',
  '(a)',
  '[',
  '「',
  '\n',
  ' ',
  '. ',
  ', ',
  ': ',
  '我',
  '我住在',
  '不',
  '把',
  'I ',
  'I am ',
  'my ',
  'translate ',
  'if ',
  'not ',
  'the user ',
  'The user sold their ',
  'last ',
  'a\u0301',
  'e\u0301\u0301',
  '4111 ',
  '1-',
  'sk-',
  'eyJ-',
  'x://',
  'password ',
  'p a ',
  'АA',
  '@a',
  'wrote ',
  'dear ',
  'in our ',
  'can you ',
  '{',
  '{"text":',
  '<think>',
  'Ab1!',
  '二十',
  'and I ',
  '=',
  '-',
]
const size = 2_500

/** Milliseconds of this process's CPU, the least of some tries; one that is short enough ends them. */
function cpuOf(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 3; tries += 1) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    least = Math.min(least, (user + system) / 1_000)
    if (least < 10) break
  }
  return least
}

test.each(Object.entries(functions))('%s takes time in proportion to its text', (_, work) => {
  for (const piece of hostile) {
    const text = (length: number) => piece.repeat(Math.ceil(length / piece.length))
    const [once, eightfold] = [text(size), text(8 * size)]
    const large = cpuOf(() => work(eightfold))
    // So little is not slow, whatever its growth.
    if (large < 20) continue
    // Linear is 8, quadratic 64. Long texts also cost the collection of garbage.
    const small = Math.max(
      1,
      cpuOf(() => work(once)),
    )
    expect(large, JSON.stringify(piece)).toBeLessThan(40 * small)
  }
})
