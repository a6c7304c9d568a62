import { passwordResetSchema } from '#lib/contracts/account/user.ts'
import { route } from '#lib/server/http/route.ts'
import { resetPassword } from '#lib/server/users/reset-links.ts'

export const POST = route(
  {
    access: 'public',
    summary: 'Sets a new password by a reset link',
    answer: null,
    body: passwordResetSchema,
  },
  async ({ services, request, body }) => {
    await resetPassword(services, request.headers, body)
    return null
  },
)
