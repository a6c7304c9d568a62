import { promptFileSchema, promptImportSchema } from '#lib/contracts/chat/saved-prompt.ts'
import { route } from '#lib/server/http/route.ts'
import { importPrompts } from '#lib/server/prompts/transfer-prompts.ts'

/** A file of as many and as long prompts as there may be. */
const maxBytes = 8 * 1_048_576

export const POST = route(
  {
    access: 'user',
    summary: 'Adds the prompts of a file',
    answer: promptImportSchema,
    body: promptFileSchema,
    maxBytes,
    limit: 'importsPerUser',
  },
  ({ services, user, body }) => importPrompts(services, user.id, body),
)
