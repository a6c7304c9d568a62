import { textOfParts, type UsedFile } from '#lib/contracts/chat.ts'
import { estimateTokens } from '#lib/contracts/estimate-tokens.ts'
import { summaryBlock } from '#lib/memory/prompt-block.ts'
import type { PromptImage, PromptMessage } from '#lib/providers/model-port.ts'
import type { PassageIndex } from './document-passages.ts'
import type { HistoryMessage } from './history.ts'
import { type DocumentPlan, type PlacedDocument, passageBlocks } from './place-documents.ts'
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
}

/** Pictures and documents of the conversation's messages. */
export interface PromptFiles {
  /** The id of the message that is answered. */
  questionId: string
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
  /** A summary of the chat's beginning, up to a message of the history; null if there is none. */
  summary: { text: string; untilId: string } | null
  /** Recalled memories as quoted data; empty when there are none. */
  memoryBlock: string
  userText: string
  /** The beginning of an answer that is continued; else empty. */
  prefixText: string
  limits: { historyLimit: number; budgetTokens: number }
  files?: PromptFiles | null
}

const noFiles: PromptFiles = {
  questionId: '',
  documents: [],
  plan: { whole: new Map(), passageTokens: 0 },
  indexes: new Map(),
  images: new Map(),
}
/** A cautious estimate: vendors count 85 to 1,600 tokens for a picture. */
const imageTokens = 1_000

/**
 * Assembles the prompt within its budget. Providers cache prompts by their beginning, so the parts
 * that change from turn to turn come last: instructions, history from the same message on as in the
 * turn before, the user's text, and then, in the same message, the recalled memories. The only
 * system message is the first message, as strict chat templates require. Memories and summaries are
 * data, so they are part of the user's message and do not have the authority of the system message.
 */
export function assemblePrompt(input: PromptInput): AssembledPrompt {
  const { instructions, memoryBlock, userText, prefixText } = input
  const { budgetTokens, historyLimit } = input.limits
  const { questionId, documents, plan, indexes, images } = input.files ?? noFiles
  const { summary, rest } = afterSummary(input)
  const blocksOf = (id: string) =>
    documents.flatMap((each) => (each.messageId === id ? (plan.whole.get(each) ?? []) : []))
  const question = [...blocksOf(questionId), userText, memoryBlock].filter(Boolean).join('\n\n')
  const fixed = [instructions, summary, question, prefixText]
  const fixedTokens =
    fixed.reduce((sum, text) => sum + estimateTokens(text), 0) +
    imageTokens * [...images.values()].flat().length +
    (plan.whole.size < documents.length ? plan.passageTokens : 0)
  const history = rest.map((message): HistoryMessage => {
    const blocks = blocksOf(message.id)
    if (blocks.length === 0) return message
    // Joined as the question was, so that the prompt's beginning stays the same.
    const text = [...blocks, textOfParts(message.parts)].filter(Boolean).join('\n\n')
    return { ...message, parts: [{ type: 'text', text }] }
  })
  const tokens = budgetTokens - fixedTokens
  const trimmed = trimHistory(history, { messages: historyLimit, tokens })
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
  if (summary) add(messages, 'user', summary)
  for (const { id, role, parts } of trimmed) add(messages, role, textOfParts(parts), images.get(id))
  const asked = [passages.text, question].filter(Boolean).join('\n\n')
  add(messages, 'user', asked, images.get(questionId))
  if (prefixText) {
    // Not every provider continues the assistant's last message without being asked.
    add(messages, 'assistant', prefixText)
    add(messages, 'user', goOn)
  }
  return {
    messages,
    estimatedTokens: messages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
    leftOut: input.history.length - trimmed.length,
    isSummarised: summary !== '',
    files: [
      ...whole.map(({ id, name, pages }): UsedFile => {
        return { id, name, use: pages.length > 0 ? 'whole' : 'none', pages: [] }
      }),
      ...passages.used,
    ],
  }
}

/** The history after the summary. A summary that does not end in this branch is ignored. */
function afterSummary({ history, summary, limits }: PromptInput) {
  const until = summary ? history.findIndex(({ id }) => id === summary.untilId) : -1
  if (!summary || until === -1 || limits.historyLimit === 0) return { summary: '', rest: history }
  return { summary: summaryBlock(summary.text), rest: history.slice(until + 1) }
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
