import type { SessionUser } from '#lib/auth/session-reader.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { ModelInfo, ModelPatch } from '#lib/contracts/models/model.ts'
import type { Services } from '../services.ts'
import { listModels } from './list-models.ts'
import { requireKnownProviders } from './require-known-providers.ts'

/**
 * Stores what an admin says of a model. A field left out keeps its correction, null removes it.
 * @throws AppError 400 for an unknown provider, 404 for a model that nothing names
 */
export async function correctModel(
  services: Pick<Services, 'database' | 'agents' | 'breakers' | 'catalog' | 'audit'>,
  actor: SessionUser,
  { id, inputs, price, ...flags }: ModelPatch,
): Promise<ModelInfo> {
  await requireKnownProviders(services, [['id', id]])
  const before = await find(services, id)
  if (!before) throw notFound('model')
  const fields = {
    ...flags,
    ...(inputs !== undefined && { takesPictures: inputs?.includes('image') ?? null }),
    ...(price !== undefined && {
      inputPrice: price?.input ?? null,
      outputPrice: price?.output ?? null,
    }),
  }
  await services.database.prisma.modelCorrection.upsert({
    where: { model: id },
    create: { model: id, ...fields },
    update: fields,
  })
  const after = await find(services, id)
  if (!after) throw notFound('model')
  const target = { type: 'model' as const, id, name: id }
  const to = {
    ...flags,
    ...(inputs !== undefined && { inputs }),
    ...(price !== undefined && { price }),
  }
  await services.audit.record({ actor, action: 'model.changed', target, to })
  return after
}

async function find(services: Parameters<typeof listModels>[0], id: string) {
  return (await listModels(services)).find((model) => model.id === id)
}
