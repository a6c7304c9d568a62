import { endSession } from '#lib/server/account/own-sessions.ts'
import { route } from '#lib/server/http/route.ts'

export const DELETE = route(
  { access: 'user', summary: 'Ends one of your sessions', answer: null },
  async ({ services, user, params }) => {
    await endSession(services, user.id, params.id ?? '')
    return null
  },
)
