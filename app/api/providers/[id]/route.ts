import { providerPatchSchema } from '#lib/contracts/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteProvider, updateProvider } from '#lib/server/providers/save-provider.ts'

export const PATCH = route(
  { access: 'admin', body: providerPatchSchema },
  ({ services, params, body }) => updateProvider(services, params.id ?? '', body),
)

export const DELETE = route({ access: 'admin' }, async ({ services, params }) => {
  await deleteProvider(services, params.id ?? '')
  return null
})
