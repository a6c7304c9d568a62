import { keyCreateSchema } from '#lib/contracts/account/api-key.ts'
import { route } from '#lib/server/http/route.ts'
import { createKey, listKeys } from '#lib/server/keys/manage-keys.ts'

export const GET = route({ access: 'user' }, ({ services, user }) => listKeys(services, user.id))

export const POST = route({ access: 'user', body: keyCreateSchema }, ({ services, user, body }) =>
  createKey(services, user, body),
)
