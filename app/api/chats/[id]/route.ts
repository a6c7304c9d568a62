import { chatPatchSchema } from '#lib/contracts/chat.ts'
import { getChat } from '#lib/server/chats/get-chat.ts'
import { deleteChat, updateChat } from '#lib/server/chats/update-chat.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, ({ services, user, params }) =>
  getChat(services, user.id, params.id ?? ''),
)

export const PATCH = route(
  { access: 'user', body: chatPatchSchema },
  ({ services, user, params, body }) => updateChat(services, user.id, params.id ?? '', body),
)

export const DELETE = route({ access: 'user' }, async ({ services, user, params }) => {
  await deleteChat(services, user.id, params.id ?? '')
  return null
})
