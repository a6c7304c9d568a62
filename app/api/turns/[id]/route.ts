import { turnSchema } from '#lib/contracts/latency/turn.ts'
import { route } from '#lib/server/http/route.ts'
import { getTurn } from '#lib/server/turns/get-turn.ts'

export const GET = route(
  { access: 'user', summary: 'The trace of a turn', answer: turnSchema },
  ({ services, user, params }) => getTurn(services, user, params.id ?? ''),
)
