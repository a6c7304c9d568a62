import { listSessions } from '#lib/server/account/own-sessions.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, ({ services, user, request }) =>
  listSessions(services, user.id, request.headers.get('cookie')),
)
