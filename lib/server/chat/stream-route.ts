import { EventStream } from '../http/event-stream.ts'
import { route } from '../http/route.ts'
import { resumeRun } from './stop-run.ts'

/** `GET /api/chat/:id/stream`: the chat's run from its beginning, then live. */
export const streamRoute = route({ access: 'user' }, async ({ services, user, params, signal }) => {
  const events = await resumeRun(services, user.id, params.id ?? '', signal)
  return events && new EventStream(events)
})
