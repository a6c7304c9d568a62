import { resumeRun } from '#lib/server/chat/stop-run.ts'
import { EventStream } from '#lib/server/http/event-stream.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, async ({ services, user, params, signal }) => {
  const events = await resumeRun(services, user.id, params.id ?? '', signal)
  return events && new EventStream(events)
})
