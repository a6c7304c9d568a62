import { apiKeySchema, keyCreateSchema, newApiKeySchema } from '#lib/contracts/account/api-key.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { createKey, listKeys } from '#lib/server/keys/manage-keys.ts'

export const GET = route(
  { access: 'user', summary: 'Your API keys', answer: itemsSchema(apiKeySchema) },
  ({ services, user }) => listKeys(services, user.id),
)

export const POST = route(
  {
    access: 'user',
    summary: 'Creates an API key, which is shown only in this answer',
    answer: newApiKeySchema,
    body: keyCreateSchema,
  },
  ({ services, user, body }) => createKey(services, user, body),
)
