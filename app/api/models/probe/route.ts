import { probeRequestSchema } from '#lib/contracts/models/probe.ts'
import { EventStream } from '#lib/server/http/event-stream.ts'
import { route } from '#lib/server/http/route.ts'
import { probeStream } from '#lib/server/probe/probe-stream.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Measures models; the last event holds the results',
    status: 200,
    answer: 'text/event-stream',
    body: probeRequestSchema,
    limit: 'probesPerUser',
  },
  async ({ services, body, signal }) => new EventStream(await probeStream(services, body, signal)),
)
