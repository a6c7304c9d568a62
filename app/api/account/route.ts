import { accountDeleteSchema, accountPatchSchema } from '#lib/contracts/account/account.ts'
import { deleteAccount } from '#lib/server/account/delete-account.ts'
import { getAccount, updateAccount } from '#lib/server/account/own-account.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'user' }, ({ services, user }) => getAccount(services, user.id))

export const PATCH = route(
  { access: 'user', body: accountPatchSchema },
  ({ services, user, body }) => updateAccount(services, user, body),
)

export const DELETE = route(
  { access: 'user', body: accountDeleteSchema },
  async ({ services, user, body }) => {
    await deleteAccount(services, user, body.password)
    return null
  },
)
