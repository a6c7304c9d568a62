import { memoryImportAnswerSchema, memoryImportSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { importMemories } from '#lib/server/memories/import-memories.ts'

/** Parsing blocks the event loop, so larger files are sent in several requests. */
const maxBytes = 4 * 1_048_576

export const POST = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Imports memories',
    answer: memoryImportAnswerSchema,
    body: memoryImportSchema,
    maxBytes,
    isLong: true,
    limit: 'importsPerUser',
  },
  ({ services, user, body }) => importMemories(services, user.id, body),
)
