import { resetLinkSchema } from '#lib/contracts/account/user.ts'
import { route } from '#lib/server/http/route.ts'
import { createResetLink } from '#lib/server/users/reset-links.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Creates a link that sets a new password once',
    answer: resetLinkSchema,
  },
  ({ services, user, params }) => createResetLink(services, user, params.id ?? ''),
)
