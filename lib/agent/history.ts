import type { LumosMessage } from '#lib/contracts/chat.ts'

/** An earlier message of the branch. */
export interface HistoryMessage {
  id: string
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
}

/** The visible text of a message: no reasoning, no tool calls. */
export function textOf(parts: LumosMessage['parts']): string {
  return parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n')
}
