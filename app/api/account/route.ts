import {
  accountDeleteSchema,
  accountPatchSchema,
  ownAccountSchema,
} from '#lib/contracts/account/account.ts'
import { deleteAccount } from '#lib/server/account/delete-account.ts'
import { getAccount, updateAccount } from '#lib/server/account/own-account.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', summary: 'Your account', answer: ownAccountSchema },
  ({ services, user }) => getAccount(services, user.id),
)

export const PATCH = route(
  {
    access: 'user',
    summary: 'Changes your account',
    answer: ownAccountSchema,
    body: accountPatchSchema,
  },
  ({ services, user, body }) => updateAccount(services, user, body),
)

export const DELETE = route(
  {
    access: 'user',
    summary: 'Deletes your account with everything in it',
    answer: null,
    body: accountDeleteSchema,
  },
  async ({ services, user, body }) => {
    await deleteAccount(services, user, body.password)
    return null
  },
)
