import { z } from 'zod'
import { modelIdSchema } from '#lib/contracts/agents/agent.ts'
import { prewarm } from '#lib/server/chat/prewarm.ts'
import { route } from '#lib/server/http/route.ts'

const bodySchema = z.strictObject({
  agentId: z.string().max(100),
  chatId: z.uuid().optional(),
  model: modelIdSchema.optional(),
  draft: z.string().max(10_000).optional(),
})

export const POST = route(
  { access: 'user', body: bodySchema },
  async ({ services, user, body }) => {
    // Answered at once: prewarming helps the next turn, and its failure has no consequences.
    void prewarm(services, user, body)
    return null
  },
)
