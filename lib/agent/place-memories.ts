import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import { memoryBlock } from '#lib/memory/prompt-block.ts'
import type { HistoryMessage } from './history.ts'

/** A message of the prompt with the memories behind it. */
export interface PlacedMessage {
  id: string
  role: 'user' | 'assistant'
  text: string
}

/**
 * Places memories behind the questions that they were recalled for, in later turns as in the first
 * one, so that prompts only grow at their end. A memory that stands in the prompt already is not
 * repeated.
 * @param recalled for the question that is asked now
 * @returns the history's messages, and the block of the new question; empty if nothing is new
 */
export function placeMemories(
  history: HistoryMessage[],
  recalled: RecalledMemory[],
): { placed: PlacedMessage[]; block: string } {
  const known = new Set<string>()
  const blockOfNew = (memories: RecalledMemory[] = []) => {
    const fresh = memories.filter((memory) => !known.has(keyOf(memory)))
    for (const memory of fresh) known.add(keyOf(memory))
    return memoryBlock(fresh)
  }
  const placed = history.map(({ id, role, parts }, at): PlacedMessage => {
    const answer = history[at + 1]
    const block = role === 'user' && answer?.role === 'assistant' ? blockOfNew(answer.memories) : ''
    return { id, role, text: [textOfParts(parts), block].filter(Boolean).join('\n\n') }
  })
  return { placed, block: blockOfNew(recalled) }
}

/** A memory whose text or end changed is another one. */
function keyOf({ id, text, endedAt = '' }: RecalledMemory): string {
  return JSON.stringify([id, text, endedAt])
}
