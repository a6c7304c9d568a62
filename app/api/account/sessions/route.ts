import { ownSessionSchema } from '#lib/contracts/account/account.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { listSessions } from '#lib/server/account/own-sessions.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', summary: 'Your sessions', answer: itemsSchema(ownSessionSchema) },
  ({ services, user, request }) => listSessions(services, user.id, request.headers.get('cookie')),
)
