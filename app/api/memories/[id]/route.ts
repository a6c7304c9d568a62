import { memoryPatchSchema, memorySchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteMemory, updateMemory } from '#lib/server/memories/save-memory.ts'

export const PATCH = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Changes a memory',
    answer: memorySchema,
    body: memoryPatchSchema,
  },
  ({ services, user, params, body }) => updateMemory(services, user.id, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'user', keyScope: 'memory', summary: 'Forgets a memory', answer: null },
  async ({ services, user, params }) => {
    await deleteMemory(services, user.id, params.id ?? '')
    return null
  },
)
