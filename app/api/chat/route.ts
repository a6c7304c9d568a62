import { chatRequestSchema } from '#lib/contracts/chat.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import { reply } from '#lib/server/chat/reply.ts'
import { eventStream } from '#lib/server/event-stream.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(
  { access: 'user', body: chatRequestSchema },
  async ({ services, user, body, signal, receivedAt }) => {
    const clock = createStageClock(receivedAt)
    const { turnId, events } = await reply(services, user.id, body, clock, signal)
    return eventStream(events, { 'x-lumos-turn-id': turnId })
  },
)
