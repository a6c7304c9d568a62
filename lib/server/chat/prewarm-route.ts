import { z } from 'zod'
import { modelIdSchema } from '#lib/contracts/agents/agent.ts'
import { route } from '../http/route.ts'
import { prewarm } from './prewarm.ts'

const bodySchema = z.strictObject({
  agentId: z.string().max(100),
  chatId: z.uuid().optional(),
  model: modelIdSchema.optional(),
  draft: z.string().max(10_000).optional(),
})

/** `POST /api/prewarm`: prepares a turn. */
export const prewarmRoute = route(
  {
    access: 'user',
    summary: 'Prepares the next turn while its message is typed',
    answer: null,
    body: bodySchema,
  },
  async ({ services, user, body }) => {
    // Answered at once: prewarming helps the next turn, and its failure has no consequences.
    void prewarm(services, user, body)
    return null
  },
)
