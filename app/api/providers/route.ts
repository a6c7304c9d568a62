import { providerCreateSchema } from '#lib/contracts/provider.ts'
import { route } from '#lib/server/http/route.ts'
import { createProvider } from '#lib/server/providers/save-provider.ts'
import { toProvider } from '#lib/server/providers/to-provider.ts'

export const GET = route({ access: 'admin' }, async ({ services }) => {
  const rows = await services.database.prisma.provider.findMany({ orderBy: { createdAt: 'asc' } })
  return { items: rows.map((row) => toProvider(row, services.secrets)), nextCursor: null }
})

export const POST = route({ access: 'admin', body: providerCreateSchema }, ({ services, body }) =>
  createProvider(services, body),
)
