import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import { providerCreateSchema, providerSchema } from '#lib/contracts/models/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { pageOf } from '#lib/server/page-of.ts'
import { createProvider } from '#lib/server/providers/save-provider.ts'
import { toProvider } from '#lib/server/providers/to-provider.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The providers, without their keys',
    answer: pageSchema(providerSchema),
    query: shortListQuerySchema,
  },
  async ({ services, query }) => {
    const rows = await services.database.prisma.provider.findMany({ orderBy: { createdAt: 'asc' } })
    const providers = rows.map((row) => toProvider(row, services.secrets))
    return pageOf(providers, query, ({ id }) => id)
  },
)

export const POST = route(
  {
    access: 'admin',
    summary: 'Adds a provider',
    answer: providerSchema,
    body: providerCreateSchema,
  },
  ({ services, user, body }) => createProvider(services, user, body),
)
