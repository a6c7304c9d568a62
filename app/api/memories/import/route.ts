import { memoryImportSchema } from '#lib/contracts/memory.ts'
import { route } from '#lib/server/http/route.ts'

const maxBytes = 25 * 1_048_576

export const POST = route(
  { access: 'user', body: memoryImportSchema, maxBytes },
  ({ services, user, body }) => services.memory.importMemories(user.id, body.items),
)
