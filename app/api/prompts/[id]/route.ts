import { promptPatchSchema, savedPromptSchema } from '#lib/contracts/chat/saved-prompt.ts'
import { route } from '#lib/server/http/route.ts'
import { deletePrompt, updatePrompt } from '#lib/server/prompts/manage-prompts.ts'

export const PATCH = route(
  {
    access: 'user',
    summary: 'Changes a prompt',
    answer: savedPromptSchema,
    body: promptPatchSchema,
  },
  ({ services, user, params, body }) => updatePrompt(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'user', summary: 'Deletes a prompt', answer: null },
  async ({ services, user, params }) => {
    await deletePrompt(services, user, params.id ?? '')
    return null
  },
)
