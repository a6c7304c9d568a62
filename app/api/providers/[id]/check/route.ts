import { route } from '#lib/server/http/route.ts'
import { checkStoredProvider } from '#lib/server/providers/check-stored-provider.ts'

export const POST = route({ access: 'admin' }, async ({ services, params }) =>
  Response.json(await checkStoredProvider(services, params.id ?? '')),
)
