import { z } from 'zod'
import { chatDetailSchema, chatPatchSchema, chatQuerySchema } from '#lib/contracts/chat/chat.ts'
import { chatSummarySchema } from '#lib/contracts/chat/chat-summary.ts'
import { deleteChat } from '#lib/server/chats/bin.ts'
import { getChat } from '#lib/server/chats/get-chat.ts'
import { getChatPage } from '#lib/server/chats/get-chat-page.ts'
import { updateChat } from '#lib/server/chats/update-chat.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'A chat with its messages; with `limit` a page of the shown branch',
    answer: chatDetailSchema,
    query: chatQuerySchema,
  },
  ({ services, user, params, query: { limit, ...place } }) =>
    limit === undefined
      ? getChat(services, user.id, params.id ?? '')
      : getChatPage(services, user.id, params.id ?? '', { limit, ...place }),
)

export const PATCH = route(
  { access: 'user', summary: 'Changes a chat', answer: chatSummarySchema, body: chatPatchSchema },
  ({ services, user, params, body }) => updateChat(services, user.id, params.id ?? '', body),
)

/** Moves the chat to the bin, or deletes it at once. */
const deleteSchema = z.strictObject({ forever: z.literal('true').optional() })

export const DELETE = route(
  {
    access: 'user',
    summary: 'Moves a chat to the bin, or deletes it at once',
    answer: null,
    query: deleteSchema,
  },
  async ({ services, user, params, query }) => {
    await deleteChat(services, user.id, params.id ?? '', query.forever !== undefined)
    return null
  },
)
