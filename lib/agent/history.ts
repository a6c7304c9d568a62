import type { LumosMessage } from '#lib/contracts/chat.ts'

/** An earlier message of the branch. */
export interface HistoryMessage {
  id: string
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
}
