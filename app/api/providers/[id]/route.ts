import { providerPatchSchema } from '#lib/contracts/models/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteProvider, updateProvider } from '#lib/server/providers/save-provider.ts'

export const PATCH = route(
  { access: 'admin', body: providerPatchSchema },
  ({ services, user, params, body }) => updateProvider(services, user, params.id ?? '', body),
)

export const DELETE = route({ access: 'admin' }, async ({ services, user, params }) => {
  await deleteProvider(services, user, params.id ?? '')
  return null
})
