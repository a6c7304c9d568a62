import { userPatchSchema, userSchema } from '#lib/contracts/account/user.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteUser } from '#lib/server/users/delete-user.ts'
import { updateUser } from '#lib/server/users/update-user.ts'

export const PATCH = route(
  { access: 'admin', summary: 'Changes an account', answer: userSchema, body: userPatchSchema },
  ({ services, user, params, body }) => updateUser(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'admin', summary: 'Deletes an account with everything in it', answer: null },
  async ({ services, user, params }) => {
    await deleteUser(services, user, params.id ?? '')
    return null
  },
)
