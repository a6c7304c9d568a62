import type { LumosMessage } from '#lib/contracts/chat.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'

/** An earlier message of the branch, oldest first. */
export interface HistoryMessage {
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
}

/**
 * Assembles the prompt. What stays the same from turn to turn comes first, so that providers can
 * cache the prefix: the memory block goes beside the newest message, not before the history.
 */
export function assemblePrompt(input: {
  instructions: string
  history: HistoryMessage[]
  /** Recalled memories as quoted data; empty when there are none. */
  memoryBlock: string
  userText: string
  /** The beginning of the answer, when it is gone on with; else empty. */
  keptText: string
}): PromptMessage[] {
  const messages: PromptMessage[] = []
  if (input.instructions.trim()) messages.push({ role: 'system', content: input.instructions })
  for (const { role, parts } of input.history) {
    const content = textOf(parts)
    if (content) messages.push({ role, content })
  }
  if (input.memoryBlock) messages.push({ role: 'system', content: input.memoryBlock })
  messages.push({ role: 'user', content: input.userText })
  if (input.keptText) {
    // Not every provider goes on with an assistant's last message by itself.
    messages.push({ role: 'assistant', content: input.keptText })
    messages.push({ role: 'user', content: goOn })
  }
  return messages
}

const goOn =
  'Your answer was cut off. Continue it exactly where it stopped: begin with the very next character, in the same language and format, repeat nothing, and do not mention this request.'

/** The visible text of a message: no reasoning, no tool calls. */
export function textOf(parts: LumosMessage['parts']): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n')
}
