import { z } from 'zod'
import { messagePartsSchema } from './chat.ts'

export const shareCreateSchema = z.strictObject({
  /** Whether messages that are added later are shown, too. */
  includesLater: z.boolean(),
})

/** A shared link as its owner sees it. */
export const shareSchema = z
  .object({
    id: z.string(),
    url: z.string().describe('Path of the page that shows the chat.'),
    chatId: z.string(),
    chatTitle: z.string(),
    includesLater: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'Share' })
export type Share = z.infer<typeof shareSchema>

export const sharedMessageSchema = z
  .object({ id: z.string(), role: z.enum(['user', 'assistant']), parts: messagePartsSchema })
  .meta({ id: 'SharedMessage' })
export type SharedMessage = z.infer<typeof sharedMessageSchema>

/** A shared chat as visitors see it: nothing about its owner, memories, instructions or times. */
export const sharedChatSchema = z
  .object({ title: z.string(), messages: z.array(sharedMessageSchema) })
  .meta({ id: 'SharedChat' })
export type SharedChat = z.infer<typeof sharedChatSchema>
