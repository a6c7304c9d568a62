import type { z } from 'zod'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/model.ts'
import type {
  Provider,
  providerCreateSchema,
  providerPatchSchema,
} from '#lib/contracts/provider.ts'
import type { Services } from '../services.ts'
import { loadProviders } from './load-providers.ts'
import { freeSlug } from './provider-slug.ts'
import { sealSecrets, toProvider } from './to-provider.ts'

export async function createProvider(
  services: Services,
  { apiKey, headers, ...fields }: z.infer<typeof providerCreateSchema>,
): Promise<Provider> {
  const id = crypto.randomUUID()
  const slug = await freeSlug(services, fields.name)
  const row = await services.database.prisma.provider.create({
    data: { id, slug, ...fields, ...sealSecrets(services.secrets, id, { apiKey, headers }) },
  })
  await loadProviders(services)
  return toProvider(row, services.secrets)
}

/**
 * @throws AppError 404 for an unknown provider; 400 when the address changes and the key is not sent
 * again, since the stored key would go to the new address
 */
export async function updateProvider(
  services: Services,
  id: string,
  { apiKey, headers, ...fields }: z.infer<typeof providerPatchSchema>,
): Promise<Provider> {
  const { prisma } = services.database
  const found = await prisma.provider.findUnique({ where: { id } })
  if (!found) throw notFound('provider')
  const isMoved = fields.baseUrl !== undefined && fields.baseUrl !== found.baseUrl
  if (isMoved && found.apiKeyCiphertext !== null && apiKey === undefined) {
    throw new AppError({
      code: 'key-needed',
      status: 400,
      field: 'apiKey',
      userMessage: 'Enter the API key again: the stored key is not sent to a new address.',
    })
  }
  // Stored headers may hold secrets too.
  const movedHeaders = isMoved && headers === undefined ? {} : headers
  const row = await prisma.provider.update({
    where: { id },
    data: { ...fields, ...sealSecrets(services.secrets, id, { apiKey, headers: movedHeaders }) },
  })
  await loadProviders(services)
  return toProvider(row, services.secrets)
}

/** @throws AppError 404 for an unknown provider, 409 while agents use it */
export async function deleteProvider(services: Services, id: string): Promise<void> {
  const { prisma } = services.database
  const found = await prisma.provider.findUnique({ where: { id } })
  if (!found) throw notFound('provider')
  const agents = await prisma.agent.findMany({ select: { name: true, model: true } })
  const users = agents.filter(({ model }) => parseModelId(model)?.providerSlug === found.slug)
  if (users.length > 0) {
    throw new AppError({
      code: 'provider-in-use',
      status: 409,
      userMessage: `Used by ${users.map(({ name }) => name).join(', ')}. Choose another model there first.`,
    })
  }
  await prisma.provider.delete({ where: { id } })
  await loadProviders(services)
}
