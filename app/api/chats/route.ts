import { z } from 'zod'
import { chatsPatchSchema, chatsQuerySchema } from '#lib/contracts/chat/chat-list.ts'
import { chatSummarySchema } from '#lib/contracts/chat/chat-summary.ts'
import { itemsSchema, pageSchema } from '#lib/contracts/list.ts'
import { emptyBin } from '#lib/server/chats/bin.ts'
import { listChats } from '#lib/server/chats/list-chats.ts'
import { updateChats } from '#lib/server/chats/update-chat.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'Your chats, newest first, or those that a search finds',
    answer: pageSchema(chatSummarySchema),
    query: chatsQuerySchema,
  },
  ({ services, user, query }) => listChats(services, user.id, query),
)

export const PATCH = route(
  {
    access: 'user',
    summary: 'Changes several chats at once, all or none',
    answer: itemsSchema(chatSummarySchema),
    body: chatsPatchSchema,
  },
  ({ services, user, body }) => updateChats(services, user.id, body),
)

/** Only the bin can be emptied. */
const binSchema = z.strictObject({ deleted: z.literal('true') })

export const DELETE = route(
  { access: 'user', summary: 'Empties the bin', answer: null, query: binSchema },
  async ({ services, user }) => {
    await emptyBin(services, user.id)
    return null
  },
)
