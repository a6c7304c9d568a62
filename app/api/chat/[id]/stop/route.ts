import { stopRun } from '#lib/server/chat/stop-run.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({ access: 'user' }, ({ services, user, params }) =>
  stopRun(services, user.id, params.id ?? ''),
)
