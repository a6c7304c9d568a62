import { chatRequestSchema } from '#lib/contracts/chat.ts'
import { serverTiming } from '#lib/latency/server-timing.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import { EventStream } from '../http/event-stream.ts'
import { route } from '../http/route.ts'
import { reply } from './reply.ts'

/** `POST /api/chat`: answers a message as a stream. */
export const chatRoute = route(
  { access: 'user', body: chatRequestSchema },
  async ({ services, user, body, signal, receivedAt }) => {
    const clock = createStageClock(receivedAt)
    const { turnId, events } = await reply(services, user, body, clock, signal)
    return new EventStream(events, {
      'x-lumos-turn-id': turnId,
      'server-timing': serverTiming(clock.stages()),
    })
  },
)
