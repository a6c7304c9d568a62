import { route } from '#lib/server/http/route.ts'
import { getTurn } from '#lib/server/turns/get-turn.ts'

export const GET = route({ access: 'user' }, ({ services, user, params }) =>
  getTurn(services, user, params.id ?? ''),
)
