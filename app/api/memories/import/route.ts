import { memoryImportSchema } from '#lib/contracts/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { importMemories } from '#lib/server/memories/import-memories.ts'

const maxBytes = 25 * 1_048_576

export const POST = route(
  { access: 'user', body: memoryImportSchema, maxBytes, limit: 'importsPerUser' },
  ({ services, user, body }) => importMemories(services, user.id, body),
)
