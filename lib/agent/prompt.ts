import { textOfParts } from '#lib/contracts/chat.ts'
import { estimateTokens } from '#lib/contracts/estimate-tokens.ts'
import { summaryBlock } from '#lib/memory/prompt-block.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import type { HistoryMessage } from './history.ts'
import { trimHistory } from './trim-history.ts'

/** A prompt, and how much had to be left out. */
export interface AssembledPrompt {
  messages: PromptMessage[]
  /** Counted by `estimateTokens`; the provider's own count is in the usage. */
  estimatedTokens: number
  /** Earlier messages that are missing or only summarised. */
  leftOut: number
  isSummarised: boolean
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
}

/**
 * Assembles the prompt within its budget. Providers cache prompts by their beginning, so the parts
 * that change from turn to turn come last: instructions, history from the same message on as in the
 * turn before, the user's text, and then, in the same message, the recalled memories. The only
 * system message is the first message, as strict chat templates require. Memories and summaries are
 * data, so they are part of the user's message and do not have the authority of the system message.
 */
export function assemblePrompt(input: PromptInput): AssembledPrompt {
  const { instructions, memoryBlock, userText, prefixText } = input
  const { summary, rest } = afterSummary(input)
  const question = [userText, memoryBlock].filter(Boolean).join('\n\n')
  const fixed = [instructions, summary, question, prefixText]
  const fixedTokens = fixed.reduce((sum, text) => sum + estimateTokens(text), 0)
  const tokens = input.limits.budgetTokens - fixedTokens
  const trimmed = trimHistory(rest, { messages: input.limits.historyLimit, tokens })

  const messages: PromptMessage[] = []
  if (instructions.trim()) messages.push({ role: 'system', content: instructions })
  if (summary) add(messages, 'user', summary)
  for (const { role, parts } of trimmed) add(messages, role, textOfParts(parts))
  add(messages, 'user', question)
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
  }
}

/** The history after the summary. A summary that does not end in this branch is ignored. */
function afterSummary({ history, summary, limits }: PromptInput) {
  const until = summary ? history.findIndex(({ id }) => id === summary.untilId) : -1
  if (!summary || until === -1 || limits.historyLimit === 0) return { summary: '', rest: history }
  return { summary: summaryBlock(summary.text), rest: history.slice(until + 1) }
}

/** Adds text so that roles alternate: a question without an answer is merged with the next one. */
function add(messages: PromptMessage[], role: 'user' | 'assistant', content: string) {
  const last = messages.at(-1)
  if (!content) return
  if (last?.role === role) last.content = `${last.content}\n\n${content}`
  else messages.push({ role, content })
}

const goOn =
  'Your answer was cut off. Continue it exactly where it stopped: begin with the very next character, in the same language and format, repeat nothing, and do not mention this request.'
