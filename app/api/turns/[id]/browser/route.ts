import { browserTimingSchema } from '#lib/contracts/latency/timing.ts'
import { route } from '#lib/server/http/route.ts'
import { saveBrowserTiming } from '#lib/server/turns/save-browser-timing.ts'

export const POST = route(
  { access: 'user', body: browserTimingSchema },
  async ({ services, user, params, body }) => {
    await saveBrowserTiming(services, user.id, params.id ?? '', body)
    return null
  },
)
