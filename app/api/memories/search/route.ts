import { memorySearchAnswerSchema, memorySearchSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(
  {
    access: 'user',
    keyScope: 'memory',
    summary: 'What a turn with this text would recall',
    status: 200,
    answer: memorySearchAnswerSchema,
    body: memorySearchSchema,
  },
  async ({ services, user, body }) => {
    const startedAt = performance.now()
    const found = await services.memory.search({ userId: user.id, ...body })
    const tookMs = Math.round((performance.now() - startedAt) * 1000) / 1000
    return { ...found, tookMs }
  },
)
