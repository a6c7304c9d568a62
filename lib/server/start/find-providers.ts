import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import { discoverLocalServers } from '#lib/providers/setup/discover-local.ts'
import { environmentProviders } from '#lib/providers/setup/environment-providers.ts'
import type { ListedModel } from '#lib/providers/setup/model-names.ts'
import { startSimulatorProcess } from '#lib/simulator/simulator-process.ts'
import { storeModels } from '../providers/check-stored-provider.ts'
import { loadProviders } from '../providers/load-providers.ts'
import { freeSlug } from '../providers/provider-slug.ts'
import { sealSecrets } from '../providers/to-provider.ts'
import type { Services } from '../services.ts'
import { onShutdown } from './shutdown.ts'

export interface FoundProvider {
  name: string
  source: 'settings' | 'environment' | 'local' | 'simulator'
}

const simulatorSlug = 'demo'
/** The models of the simulator; it lists the same ones. */
const simulatedModels = ['demo-fast', 'demo-deep', 'glm-4-flash', 'glm-4.6'].map((name) => ({
  name,
}))

/**
 * Adds providers: from keys of the environment, from model servers on loopback, and the simulator
 * if there is no other provider or an agent uses it.
 */
export async function findProviders(
  services: Pick<Services, 'env' | 'database' | 'models' | 'secrets' | 'config'>,
): Promise<FoundProvider[]> {
  const { env } = services
  for (const found of environmentProviders(env.providerKeys)) {
    await upsertProvider(services, { ...found, source: 'environment' })
  }
  for (const server of env.isLocalDiscoveryOn ? await discoverLocalServers() : []) {
    await upsertLocalServer(services, server)
  }
  await upsertSimulator(services)
  await loadProviders(services)
  const rows = await services.database.prisma.provider.findMany({ orderBy: { createdAt: 'asc' } })
  return rows.map(({ name, source }) => ({ name, source: source as FoundProvider['source'] }))
}

async function upsertProvider(
  services: Pick<Services, 'database' | 'secrets'>,
  provider: {
    slug: string
    name: string
    kind: ProviderKind
    baseUrl: string
    source: FoundProvider['source']
    apiKey?: string
  },
): Promise<string> {
  const { apiKey, slug, ...fields } = provider
  const { prisma } = services.database
  const existing = await prisma.provider.findUnique({ where: { slug } })
  const id = existing?.id ?? crypto.randomUUID()
  const data = { ...fields, ...sealSecrets(services.secrets, id, { apiKey }) }
  await prisma.provider.upsert({ where: { slug }, create: { id, slug, ...data }, update: data })
  return id
}

async function upsertLocalServer(
  services: Pick<Services, 'database' | 'secrets'>,
  { name, baseUrl, models }: { name: string; baseUrl: string; models: ListedModel[] },
): Promise<void> {
  const existing = await services.database.prisma.provider.findFirst({ where: { baseUrl } })
  const id =
    existing?.id ??
    (await upsertProvider(services, {
      slug: await freeSlug(services, name),
      name,
      kind: 'openai-compatible',
      baseUrl,
      source: 'local',
    }))
  await storeModels(services, id, models)
}

async function upsertSimulator(services: Pick<Services, 'database' | 'secrets'>): Promise<void> {
  const { prisma } = services.database
  const others = await prisma.provider.count({ where: { slug: { not: simulatorSlug } } })
  const users = await prisma.agent.count({ where: { model: { startsWith: `${simulatorSlug}/` } } })
  if (others > 0 && users === 0) {
    await prisma.provider.deleteMany({ where: { slug: simulatorSlug, source: 'simulator' } })
    return
  }
  const simulator = await startSimulatorProcess()
  onShutdown('simulator', simulator.stop)
  const id = await upsertProvider(services, {
    slug: simulatorSlug,
    name: 'Demo',
    kind: 'openai-compatible',
    baseUrl: simulator.url,
    source: 'simulator',
  })
  await storeModels(services, id, simulatedModels)
}
