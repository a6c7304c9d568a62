import { promptCreateSchema, savedPromptSchema } from '#lib/contracts/chat/saved-prompt.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { createPrompt, listPrompts } from '#lib/server/prompts/manage-prompts.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'Your prompts and those that are shared',
    answer: itemsSchema(savedPromptSchema),
  },
  ({ services, user }) => listPrompts(services, user.id),
)

export const POST = route(
  {
    access: 'user',
    summary: 'Saves a prompt',
    answer: savedPromptSchema,
    body: promptCreateSchema,
  },
  ({ services, user, body }) => createPrompt(services, user, body),
)
