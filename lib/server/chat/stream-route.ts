import { EventStream } from '../http/event-stream.ts'
import { route } from '../http/route.ts'
import { resumeRun } from './stop-run.ts'

/** `GET /api/chat/:id/stream`: the chat's run from its beginning, then live. */
export const streamRoute = route(
  {
    access: 'user',
    summary: 'The answer that is being written, from its beginning; 204 if there is none',
    answer: ['text/event-stream', null],
  },
  async ({ services, user, params, signal }) => {
    const events = await resumeRun(services, user.id, params.id ?? '', signal)
    return events && new EventStream(events)
  },
)
