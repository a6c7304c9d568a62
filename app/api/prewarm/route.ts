import { z } from 'zod'
import { prewarm } from '#lib/server/chat/prewarm.ts'
import { route } from '#lib/server/http/route.ts'

const bodySchema = z.strictObject({
  agentId: z.string().max(100),
  chatId: z.uuid().optional(),
  draft: z.string().max(10_000).optional(),
})

export const POST = route(
  { access: 'user', body: bodySchema },
  async ({ services, user, body }) => {
    // Answered at once: what is warmed helps the next turn, its failure harms nobody.
    void prewarm(services, user, body)
    return null
  },
)
