import { notFound } from '#lib/contracts/app-error.ts'
import type { ProviderCheck } from '#lib/contracts/models/provider.ts'
import { checkProvider } from '#lib/providers/setup/check-provider.ts'
import type { ListedModel } from '#lib/providers/setup/model-names.ts'
import { modelKind } from '../models/model-kind.ts'
import type { Services } from '../services.ts'

/**
 * Asks a provider for its models and stores the list.
 * @throws AppError 404 for an unknown provider
 */
export async function checkStoredProvider(
  services: Pick<Services, 'database' | 'models'>,
  id: string,
): Promise<ProviderCheck> {
  const row = await services.database.prisma.provider.findUnique({ where: { id } })
  if (!row) throw notFound('provider')
  const connection = services.models.connection(row.slug)
  if (!connection) {
    const error = 'The stored key cannot be opened. Enter it again.'
    return { ok: false, models: [], connectMs: null, error }
  }
  const { listed, ...check } = await checkProvider(connection)
  if (check.ok) await storeModels(services, id, listed)
  return check
}

/** Replaces the provider's stored list of models. */
export async function storeModels(
  services: Pick<Services, 'database'>,
  providerId: string,
  models: ListedModel[],
) {
  const { prisma } = services.database
  await prisma.$transaction([
    prisma.model.deleteMany({ where: { providerId } }),
    prisma.model.createMany({
      data: models.map(({ name, price, ...features }) => ({
        ...{ providerId, name, kind: modelKind(name), ...features },
        ...(price && { inputPrice: price.input, outputPrice: price.output }),
      })),
    }),
  ])
}
