import { z } from 'zod'

/** A frame of `GET /api/events`. `missed`: changes may have been missed, so everything is read anew. */
export const chatChangeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('missed') }),
  z.object({ type: z.enum(['changed', 'deleted']), chatId: z.string() }),
])
export type ChatChange = z.infer<typeof chatChangeSchema>
