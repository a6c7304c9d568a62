import { userCreateSchema, userSchema } from '#lib/contracts/account/user.ts'
import { listQuerySchema, pageSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { createUser } from '#lib/server/users/create-user.ts'
import { listUsers } from '#lib/server/users/list-users.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The accounts',
    answer: pageSchema(userSchema),
    query: listQuerySchema,
  },
  ({ services, query }) => listUsers(services, query),
)

export const POST = route(
  { access: 'admin', summary: 'Creates an account', answer: userSchema, body: userCreateSchema },
  ({ services, user, body }) => createUser(services, user, body),
)
