import { z } from 'zod'
import type { LumosMessage } from './chat.ts'

export const shareCreateSchema = z.strictObject({
  /** Whether messages that are added later are shown, too. */
  includesLater: z.boolean(),
})

/** A shared link as its owner sees it. */
export interface Share {
  id: string
  /** Path of the page that shows the chat. */
  url: string
  chatId: string
  chatTitle: string
  includesLater: boolean
  createdAt: string
}

/** A shared chat as visitors see it: nothing about its owner, memories, instructions or times. */
export interface SharedChat {
  title: string
  messages: SharedMessage[]
}

export interface SharedMessage {
  id: string
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
}
