import { route } from '#lib/server/http/route.ts'
import { handleAuth } from '#lib/server/users/handle-auth.ts'

export const GET = route({ access: 'public' }, ({ services, request }) =>
  handleAuth(services, request),
)

export const POST = route({ access: 'public' }, ({ services, request }) =>
  handleAuth(services, request),
)
