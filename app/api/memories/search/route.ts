import { memorySearchSchema } from '#lib/contracts/memory/memory.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(
  { access: 'user', keyScope: 'memory', body: memorySearchSchema },
  async ({ services, user, body }) => {
    const startedAt = performance.now()
    const found = await services.memory.search({ userId: user.id, ...body })
    const tookMs = Math.round((performance.now() - startedAt) * 1000) / 1000
    return Response.json({ ...found, tookMs })
  },
)
