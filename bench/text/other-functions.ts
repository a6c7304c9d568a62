import { closeHalfOpen } from '#components/chat/markdown/blocks/close-half-open.ts'
import { isDense } from '#components/chat/markdown/blocks/dense-text.ts'
import { languageOf } from '#components/chat/markdown/blocks/language-of.ts'
import { splitBlocks } from '#components/chat/markdown/blocks/split-blocks.ts'
import { toAnswerTree } from '#components/chat/markdown/syntax/answer-tree.ts'
import { endedThings, endsState } from '#lib/memory/learn/ends-state.ts'
import { extractByRule } from '#lib/memory/learn/extract-by-rule.ts'
import { factCore } from '#lib/memory/learn/fact-core.ts'
import { whyNotSaved } from '#lib/memory/learn/may-save.ts'
import { findMemoryCommand } from '#lib/memory/learn/memory-command.ts'
import { memorySlot } from '#lib/memory/learn/memory-slot.ts'
import { isPlainRequest } from '#lib/memory/learn/plain-request.ts'
import { isPlausibleFact } from '#lib/memory/learn/plausible-fact.ts'
import { saidIn } from '#lib/memory/learn/said-in.ts'
import { ownSentences, ownText } from '#lib/memory/rules/own-sentences.ts'
import { isAboutTime, speakerOf, withoutRequests } from '#lib/memory/search/question-cues.ts'
import { asItLooks } from '#lib/memory/text/confusables.ts'
import { fingerprint, tokenise } from '#lib/memory/text/tokenise.ts'
import { createAnswerReader } from '#lib/providers/completions/answer-reader.ts'
import { parseWrittenCalls } from '#lib/providers/completions/inline/text-tool-calls.ts'
import { splitJson } from '#lib/providers/completions/split-json.ts'
import { httpFailure } from '#lib/providers/failures/failure.ts'
import type { TextFunction } from './functions.ts'

const today = new Date(2026, 10, 23)

/** Functions of memory; `lib/memory/linear-time.test.ts` checks their growth. */
export const memoryTextFunctions: Record<string, TextFunction> = {
  tokenise,
  fingerprint,
  asItLooks,
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
  saidIn: (text) => saidIn(text)(text),
  findMemoryCommand: (text) => findMemoryCommand(text, today),
  isAboutTime,
  speakerOf,
  withoutRequests,
}

const encoder = new TextEncoder()
const frame = (content: string) =>
  encoder.encode(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)

/** Reads an answer that arrives as one delta or as many. */
function readAnswer(text: string, deltaLength: number): void {
  const reader = createAnswerReader([])
  for (let at = 0; at < text.length; at += deltaLength)
    reader.push(frame(text.slice(at, at + deltaLength)))
  reader.end()
}

/** Functions for providers' answers. */
export const providerTextFunctions: Record<string, TextFunction> = {
  'answer in one delta': (text) => readAnswer(text, text.length),
  'answer in small deltas': (text) => readAnswer(text, 8),
  httpFailure: (text) => httpFailure(500, null, text, ['sk-a-secret-key']),
  splitJson,
  parseWrittenCalls: (text) => parseWrittenCalls(text, []),
}

/** Functions for rendering; `hostile-text.test.ts` checks their growth. */
export const markdownTextFunctions: Record<string, TextFunction> = {
  languageOf,
  splitBlocks,
  isDense,
  'blocks as trees': (text) => {
    for (const block of splitBlocks(text).blocks) if (!isDense(block)) toAnswerTree(block)
  },
  closeHalfOpen: (text) => {
    for (const block of splitBlocks(text).blocks) if (!isDense(block)) closeHalfOpen(block)
  },
}
