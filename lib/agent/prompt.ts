import type { UsedFile } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import { memoryBlock, summaryBlock } from '#lib/memory/prompt-block.ts'
import type { PromptImage, PromptMessage } from '#lib/providers/model-port.ts'
import { type ChatSummary, chooseBeginning } from './choose-beginning.ts'
import type { PassageIndex } from './document-passages.ts'
import { type HistoryMessage, isFromBeginning } from './history.ts'
import { type DocumentPlan, type PlacedDocument, passageBlocks } from './place-documents.ts'
import { placeMemories } from './place-memories.ts'
import type { KeptPrompt } from './prompt-print.ts'
import { trimHistory } from './trim-history.ts'

/** A prompt, and how much had to be left out. */
export interface AssembledPrompt {
  messages: PromptMessage[]
  /** Counted by `estimateTokens`; the provider's own count is in the usage. */
  estimatedTokens: number
  /** Earlier messages that are missing or only summarised. */
  leftOut: number
  isSummarised: boolean
  /** How the conversation's documents were used. */
  files: UsedFile[]
  /** What the next turn's prompt begins with again. */
  kept: Omit<KeptPrompt, 'tools'>
}

/** Pictures and documents of the conversation's messages. */
export interface PromptFiles {
  /** Oldest first. */
  documents: PlacedDocument[]
  /** Made for the prompt's budget. */
  plan: DocumentPlan
  /** By the document's id: of all that may not fit whole. */
  indexes: Map<string, PassageIndex>
  /** By the message's id. */
  images: Map<string, PromptImage[]>
}

export interface PromptInput {
  instructions: string
  /** Earlier messages, oldest first. */
  history: HistoryMessage[]
  /** Summaries of the chat's beginning, oldest first. */
  summaries: ChatSummary[]
  /** Recalled for this turn. */
  memories: RecalledMemory[]
  questionId: string
  userText: string
  /** The beginning of an answer that is continued; else empty. */
  prefixText: string
  limits: { historyLimit: number; budgetTokens: number }
  /** The first message of the turn before; null if unknown. */
  from: string | null
  /** Share of an unchanged beginning that the provider reads from its cache, 0 to 1. */
  cachedShare: number
  files?: PromptFiles | null
}

const noFiles: PromptFiles = {
  documents: [],
  plan: { whole: new Map(), passageTokens: 0 },
  indexes: new Map(),
  images: new Map(),
}
/** A cautious estimate: vendors count 85 to 1,600 tokens for a picture. */
const imageTokens = 1_000

/**
 * Assembles the prompt within its budget. Providers cache prompts by their beginning, so a prompt
 * repeats that of the turn before and grows at its end: instructions, history from the same message
 * on, each question with the memories that were recalled for it, and the new question with its own.
 * Only passages of documents, which are long, stand behind the last question alone. The only system
 * message is the first message, as strict chat templates require. Memories and summaries are data,
 * so they are part of the user's message and do not have the authority of the system message.
 */
export function assemblePrompt(input: PromptInput): AssembledPrompt {
  const { instructions, memories, questionId, userText, prefixText, history } = input
  const { documents, plan, indexes, images } = input.files ?? noFiles
  const limits = { messages: input.limits.historyLimit, tokens: tokensForHistory(input) }
  const withFiles = history.map((message) => withDocuments(message, input.files))
  const { summary, rest } = chooseBeginning(withFiles, input.summaries, limits, input.cachedShare)
  const isWhole = summary !== null || isFromBeginning(history)
  const trimmed = trimHistory(rest, limits, { isWhole, from: input.from })
  const { placed, block } = placeMemories(trimmed, memories)
  const shown = new Set([questionId, ...trimmed.map(({ id }) => id)])
  // A document whose message is left out is searched like one that does not fit.
  const whole = [...plan.whole.keys()].filter(({ messageId }) => shown.has(messageId))
  const searched = documents
    .filter((each) => !whole.includes(each))
    .flatMap((document) => {
      const index = indexes.get(document.id)
      return index ? [{ document, index }] : []
    })
  const passages = passageBlocks(searched, userText, plan.passageTokens)

  const messages: PromptMessage[] = []
  if (instructions.trim()) messages.push({ role: 'system', content: instructions })
  if (summary) add(messages, 'user', summaryBlock(summary.text))
  for (const { id, role, text } of placed) add(messages, role, text, images.get(id))
  const question = [...blocksOf(questionId, input.files), userText, block]
  add(messages, 'user', question.filter(Boolean).join('\n\n'), images.get(questionId))
  const kept = messages.map(({ role, content }) => ({ role, content }))
  const keptTokens = totalTokens(kept)
  add(messages, 'user', passages.text)
  if (prefixText) {
    // Not every provider continues the assistant's last message without being asked.
    add(messages, 'assistant', prefixText)
    add(messages, 'user', goOn)
  }
  return {
    messages,
    estimatedTokens: keptTokens + estimateTokens(passages.text) + estimateTokens(prefixText),
    leftOut: history.length - trimmed.length,
    isSummarised: summary !== null,
    files: [
      ...whole.map(({ id, name, pages }): UsedFile => {
        return { id, name, use: pages.length > 0 ? 'whole' : 'none', pages: [] }
      }),
      ...passages.used,
    ],
    kept: {
      instructions,
      summary: summary?.untilId ?? null,
      from: trimmed[0]?.id ?? questionId,
      messages: kept,
      tokens: keptTokens,
    },
  }
}

/** What the budget leaves for the history. */
function tokensForHistory({ files, ...input }: PromptInput): number {
  const { documents, plan, images } = files ?? noFiles
  const texts = [
    input.instructions,
    input.userText,
    input.prefixText,
    memoryBlock(input.memories),
    ...blocksOf(input.questionId, files),
  ]
  const summaries = input.summaries.map(({ text }) => estimateTokens(summaryBlock(text)))
  return (
    input.limits.budgetTokens -
    texts.reduce((sum, text) => sum + estimateTokens(text), 0) -
    Math.max(0, ...summaries) -
    imageTokens * [...images.values()].flat().length -
    (plan.whole.size < documents.length ? plan.passageTokens : 0)
  )
}

function totalTokens(messages: { content: string }[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)
}

/** The documents of a message that go whole. */
function blocksOf(messageId: string, files: PromptFiles | null | undefined): string[] {
  const { documents, plan } = files ?? noFiles
  return documents.flatMap((each) =>
    each.messageId === messageId ? (plan.whole.get(each) ?? []) : [],
  )
}

/** A message as it was asked: its whole documents stand before its text. */
function withDocuments(
  message: HistoryMessage,
  files: PromptFiles | null | undefined,
): HistoryMessage {
  const blocks = blocksOf(message.id, files)
  if (blocks.length === 0) return message
  const text = [...blocks, textOfParts(message.parts)].filter(Boolean).join('\n\n')
  return { ...message, parts: [{ type: 'text', text }] }
}

/** Adds text so that roles alternate: a question without an answer is merged with the next one. */
function add(
  messages: PromptMessage[],
  role: 'user' | 'assistant',
  content: string,
  images: PromptImage[] = [],
) {
  const last = messages.at(-1)
  if (!content && images.length === 0) return
  if (last?.role !== role) messages.push({ role, content })
  else last.content = [last.content, content].filter(Boolean).join('\n\n')
  const added = messages.at(-1)
  if (added?.role === 'user' && images.length > 0) {
    added.images = [...(added.images ?? []), ...images]
  }
}

const goOn =
  'Your answer was cut off. Continue it exactly where it stopped: begin with the very next character, in the same language and format, repeat nothing, and do not mention this request.'
