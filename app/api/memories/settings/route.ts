import { memoryUseSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'
import { switchMemory } from '#lib/server/memories/switch-memory.ts'

export const GET = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Whether anything is remembered',
    answer: memoryUseSchema,
  },
  async ({ user }) => ({
    enabled: user.memory,
  }),
)

export const PATCH = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'Switches the memory on or off',
    answer: memoryUseSchema,
    body: memoryUseSchema,
  },
  ({ services, user, body }) => switchMemory(services, user.id, body.enabled),
)
