import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import { memoryBlock } from '#lib/memory/prompt-block.ts'

/** An earlier message of the branch. */
export interface HistoryMessage {
  id: string
  /** Null for the first message of a chat; absent counts as null. */
  parentId?: string | null
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
  /** Of an answer: the memories that were recalled for its question. */
  memories?: RecalledMemory[]
}

const counted = new WeakMap<HistoryMessage, number>()

/** Tokens of a message in a prompt, by `estimateTokens`, with memories that stand beside it. */
export function tokensOf(message: HistoryMessage): number {
  const { parts, memories = [] } = message
  const tokens =
    counted.get(message) ??
    estimateTokens(textOfParts(parts)) + estimateTokens(memoryBlock(memories))
  counted.set(message, tokens)
  return tokens
}

/** Whether a list of messages begins where the chat does. */
export function isFromBeginning([first]: HistoryMessage[]): boolean {
  return (first?.parentId ?? null) === null
}
