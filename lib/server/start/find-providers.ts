import type { ProviderKind } from '#lib/contracts/models/provider.ts'
import { discoverLocalServers } from '#lib/providers/setup/discover-local.ts'
import { environmentProviders } from '#lib/providers/setup/environment-providers.ts'
import type { ListedModel } from '#lib/providers/setup/model-names.ts'
import { type SimulatorProcess, startSimulatorProcess } from '#lib/simulator/simulator-process.ts'
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

/** What a start found before it changes the database. */
interface SoughtProviders {
  servers: Awaited<ReturnType<typeof discoverLocalServers>>
  /** Undefined where it is not needed, as far as is known then. */
  simulator: SimulatorProcess | undefined
}

/**
 * Looks for model servers on loopback, and starts the simulator if there will be no other provider
 * or an agent uses it. Instances that start together do this side by side.
 */
export async function seekProviders(
  services: Pick<Services, 'env' | 'database'>,
): Promise<SoughtProviders> {
  const { env } = services
  const servers = env.isLocalDiscoveryOn ? await discoverLocalServers() : []
  const found = environmentProviders(env.providerKeys).length + servers.length
  const simulator = (await needsSimulator(services, found)) ? await startSimulator() : undefined
  return { servers, simulator }
}

/** Stores the providers that were found, and those whose keys are in the environment. */
export async function storeProviders(
  services: Pick<Services, 'env' | 'database' | 'models' | 'secrets' | 'config'>,
  { servers, simulator }: SoughtProviders,
): Promise<FoundProvider[]> {
  for (const found of environmentProviders(services.env.providerKeys)) {
    await upsertProvider(services, { ...found, source: 'environment' })
  }
  for (const server of servers) await upsertLocalServer(services, server)
  await upsertSimulator(services, simulator)
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

/** @param found the number of providers that are not stored yet */
async function needsSimulator(
  { database: { prisma } }: Pick<Services, 'database'>,
  found: number,
): Promise<boolean> {
  const [stored, users] = await Promise.all([
    prisma.provider.count({ where: { slug: { not: simulatorSlug } } }),
    prisma.agent.count({ where: { model: { startsWith: `${simulatorSlug}/` } } }),
  ])
  return stored + found === 0 || users > 0
}

async function startSimulator(): Promise<SimulatorProcess> {
  const simulator = await startSimulatorProcess()
  onShutdown('simulator', simulator.stop)
  return simulator
}

async function upsertSimulator(
  services: Pick<Services, 'database' | 'secrets'>,
  started: SimulatorProcess | undefined,
): Promise<void> {
  if (!(await needsSimulator(services, 0))) {
    const { prisma } = services.database
    await prisma.provider.deleteMany({ where: { slug: simulatorSlug, source: 'simulator' } })
    return
  }
  const { url } = started ?? (await startSimulator())
  const id = await upsertProvider(services, {
    slug: simulatorSlug,
    name: 'Demo',
    kind: 'openai-compatible',
    baseUrl: url,
    source: 'simulator',
  })
  await storeModels(services, id, simulatedModels)
}
