import { providerCheckSchema } from '#lib/contracts/models/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { checkStoredProvider } from '#lib/server/providers/check-stored-provider.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Connects to a provider and lists its models',
    status: 200,
    answer: providerCheckSchema,
  },
  ({ services, params }) => checkStoredProvider(services, params.id ?? ''),
)
