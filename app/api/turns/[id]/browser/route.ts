import { browserTimingSchema } from '#lib/contracts/latency/timing.ts'
import { route } from '#lib/server/http/route.ts'
import { saveBrowserTiming } from '#lib/server/turns/save-browser-timing.ts'

export const POST = route(
  {
    access: 'user',
    summary: 'Stores what the browser measured of a turn',
    answer: null,
    body: browserTimingSchema,
  },
  async ({ services, user, params, body }) => {
    await saveBrowserTiming(services, user.id, params.id ?? '', body)
    return null
  },
)
