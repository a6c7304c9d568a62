import { userPatchSchema } from '#lib/contracts/user.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteUser, updateUser } from '#lib/server/users/update-user.ts'

export const PATCH = route(
  { access: 'admin', body: userPatchSchema },
  ({ services, params, body }) => updateUser(services, params.id ?? '', body),
)

export const DELETE = route({ access: 'admin' }, async ({ services, params }) => {
  await deleteUser(services, params.id ?? '')
  return null
})
