import { providerPatchSchema, providerSchema } from '#lib/contracts/models/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteProvider, updateProvider } from '#lib/server/providers/save-provider.ts'

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Changes a provider',
    answer: providerSchema,
    body: providerPatchSchema,
  },
  ({ services, user, params, body }) => updateProvider(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'admin', summary: 'Deletes a provider', answer: null },
  async ({ services, user, params }) => {
    await deleteProvider(services, user, params.id ?? '')
    return null
  },
)
