import { route } from '#lib/server/http/route.ts'
import { deleteKey } from '#lib/server/keys/manage-keys.ts'

export const DELETE = route(
  { access: 'user', summary: 'Revokes an API key', answer: null },
  async ({ services, user, params }) => {
    await deleteKey(services, user, params.id ?? '')
    return null
  },
)
