import type { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'
import type {
  Provider,
  providerCreateSchema,
  providerPatchSchema,
} from '#lib/contracts/models/provider.ts'
import type { Prisma, Provider as ProviderRow } from '#lib/db/generated/client.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { toAgent } from '../agents/to-agent.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'
import { isUniqueViolation } from '../users/email-taken.ts'
import { loadProviders } from './load-providers.ts'
import { freeSlug } from './provider-slug.ts'
import { sealSecrets, toProvider } from './to-provider.ts'

/** @throws AppError 400 for an address that Lumos never connects to */
export async function createProvider(
  services: Pick<Services, 'audit' | 'env' | 'database' | 'models' | 'config' | 'secrets'>,
  actor: SessionUser,
  { apiKey, headers, ...fields }: z.infer<typeof providerCreateSchema>,
): Promise<Provider> {
  requireAllowedUrl(fields.baseUrl, services.env.arePrivateProvidersAllowed)
  const id = crypto.randomUUID()
  const secrets = sealSecrets(services.secrets, id, { apiKey, headers })
  const row = await insertProvider(services, { id, ...fields, ...secrets })
  await loadProviders(services)
  const provider = toProvider(row, services.secrets)
  const { name, kind, baseUrl } = provider
  const target = { type: 'provider' as const, id, name }
  await services.audit.record({ actor, action: 'provider.created', target, to: { kind, baseUrl } })
  return provider
}

/**
 * Two concurrent requests with the same name may choose the same slug; the later one chooses again.
 */
async function insertProvider(
  services: Pick<Services, 'database'>,
  data: Omit<Prisma.ProviderCreateInput, 'slug'>,
): Promise<ProviderRow> {
  const slug = await freeSlug(services, data.name)
  try {
    return await services.database.prisma.provider.create({ data: { ...data, slug } })
  } catch (error) {
    if (isUniqueViolation(error)) return insertProvider(services, data)
    throw error
  }
}

/**
 * @throws AppError 404 for an unknown provider; 400 for an address that Lumos never connects to, or
 * if the address changes without the key, because the stored key would be sent there
 */
export async function updateProvider(
  services: Pick<
    Services,
    'audit' | 'env' | 'database' | 'models' | 'config' | 'breakers' | 'secrets'
  >,
  actor: SessionUser,
  id: string,
  { apiKey, headers, ...fields }: z.infer<typeof providerPatchSchema>,
): Promise<Provider> {
  const { prisma } = services.database
  const found = await prisma.provider.findUnique({ where: { id } })
  if (!found) throw notFound('provider')
  const { baseUrl = found.baseUrl } = fields
  const isMoved = baseUrl !== found.baseUrl
  if (isMoved) requireAllowedUrl(baseUrl, services.env.arePrivateProvidersAllowed)
  if (isMoved && found.apiKeyCiphertext !== null && apiKey === undefined) {
    throw new AppError({
      code: 'key-needed',
      status: 400,
      field: 'apiKey',
      displayMessage: 'Enter the API key again: the stored key is not sent to a new address.',
    })
  }
  // Stored headers may contain secrets, too.
  const movedHeaders = isMoved && headers === undefined ? {} : headers
  const row = await prisma.provider.update({
    where: { id },
    // A provider with a new address was not found or started by Lumos, so its exemption from
    // address rules ends.
    data: {
      ...fields,
      ...(isMoved && { source: 'settings' }),
      ...sealSecrets(services.secrets, id, { apiKey, headers: movedHeaders }),
    },
  })
  await loadProviders(services)
  services.breakers.forget(found.slug)
  const before = toProvider(found, services.secrets)
  const after = toProvider(row, services.secrets)
  const change = auditChange(before, after)
  const target = { type: 'provider' as const, id, name: after.name }
  // A new key may end like the old one.
  const hasNewKey = apiKey !== undefined && { apiKey: 'changed' }
  const entry = { from: change.from, to: { ...change.to, ...hasNewKey } }
  await services.audit.record({ actor, action: 'provider.changed', target, ...entry })
  return after
}

function requireAllowedUrl(url: string, isPrivateAllowed: boolean): void {
  if (isUrlAllowed(url, isPrivateAllowed)) return
  const hint = isUrlAllowed(url, true)
    ? 'An admin of the server can allow private addresses with LUMOS_PRIVATE_PROVIDERS=allow.'
    : 'Metadata services, link-local and reserved addresses are never connected to.'
  throw new AppError({
    code: 'address-refused',
    status: 400,
    field: 'baseUrl',
    displayMessage: `${new URL(url).hostname} cannot be a provider’s address. ${hint}`,
  })
}

/** @throws AppError 404 for an unknown provider, 409 while agents or settings name its models */
export async function deleteProvider(
  services: Pick<
    Services,
    'audit' | 'env' | 'database' | 'settings' | 'models' | 'config' | 'breakers' | 'secrets'
  >,
  actor: SessionUser,
  id: string,
): Promise<void> {
  const { prisma } = services.database
  const found = await prisma.provider.findUnique({ where: { id } })
  if (!found) throw notFound('provider')
  const users = await usersOf(services, found.slug)
  if (users.length > 0) {
    throw new AppError({
      code: 'provider-in-use',
      status: 409,
      displayMessage: `Used by ${users.join(', ')}. Choose another model there first.`,
    })
  }
  await prisma.provider.delete({ where: { id } })
  const target = { type: 'provider' as const, id, name: found.name }
  const from = { kind: found.kind, baseUrl: found.baseUrl }
  await services.audit.record({ actor, action: 'provider.deleted', target, from })
  await loadProviders(services)
  services.breakers.forget(found.slug)
}

/** The names of the agents, and the settings, that use a model of the provider. */
async function usersOf(
  { database, settings }: Pick<Services, 'database' | 'settings'>,
  slug: string,
): Promise<string[]> {
  const isOurs = (model: string | null) =>
    model !== null && parseModelId(model)?.providerSlug === slug
  const agents = (await database.prisma.agent.findMany()).map(toAgent)
  const { memoryModel, titleModel, embeddingModel } = await settings.read()
  return [
    ...agents
      .filter((agent) => agentModels(agent).some(([, model]) => isOurs(model)))
      .map(({ name }) => name),
    ...Object.entries({ memoryModel, titleModel, embeddingModel })
      .filter(([, model]) => isOurs(model))
      .map(([name]) => `the setting ${name}`),
  ]
}
