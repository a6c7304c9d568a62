import { promptCreateSchema } from '#lib/contracts/chat/saved-prompt.ts'
import { route } from '#lib/server/http/route.ts'
import { createPrompt, listPrompts } from '#lib/server/prompts/manage-prompts.ts'

export const GET = route({ access: 'user' }, ({ services, user }) => listPrompts(services, user.id))

export const POST = route(
  { access: 'user', body: promptCreateSchema },
  ({ services, user, body }) => createPrompt(services, user, body),
)
