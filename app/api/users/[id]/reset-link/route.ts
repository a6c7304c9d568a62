import { route } from '#lib/server/http/route.ts'
import { createResetLink } from '#lib/server/users/reset-links.ts'

export const POST = route({ access: 'admin' }, ({ services, user, params }) =>
  createResetLink(services, user, params.id ?? ''),
)
