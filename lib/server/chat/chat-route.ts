import { chatRequestSchema } from '#lib/contracts/chat/chat.ts'
import { serverTiming } from '#lib/latency/server-timing.ts'
import { createStageClock } from '#lib/latency/stage-clock.ts'
import { EventStream } from '../http/event-stream.ts'
import { route } from '../http/route.ts'
import { limitTurns } from '../limits/limit-turns.ts'
import { readConversation } from './prepare-turn.ts'
import { reply } from './reply.ts'
import { fileIdsOf, readFiles } from './turn-files.ts'

/**
 * `POST /api/chat`: answers a message as a stream. The session is read in parallel with the
 * conversation.
 */
export const chatRoute = route(
  {
    access: 'user',
    summary: 'Answers a message as a stream of the AI SDK’s UI messages',
    answer: 'text/event-stream',
    status: 200,
    body: chatRequestSchema,
    beginReads({ services, body, receivedAt }) {
      const clock = createStageClock(receivedAt)
      return {
        clock,
        conversation: readConversation(services, body, clock),
        files: readFiles(services, fileIdsOf(body.message?.parts ?? [])),
      }
    },
  },
  async ({ services, user, request: { headers }, body: request, signal, reads }) => {
    services.draining.refuse()
    limitTurns(services, user, headers)
    const { clock, conversation, files } = reads
    const turnRequest = { user, request, conversation, files, clock }
    const { turnId, events } = await reply(services, turnRequest, signal)
    return new EventStream(events, {
      'x-lumos-turn-id': turnId,
      'server-timing': serverTiming(clock.stages()),
    })
  },
)
