import { providerKindSchema } from '#lib/contracts/models/provider.ts'
import type { Provider as ProviderRow } from '#lib/db/generated/client.ts'
import type { ProviderDefinition } from '#lib/providers/model-registry.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { openSecrets } from './to-provider.ts'

/** Updates the registry from the stored providers, at start and after each change. */
export async function loadProviders(services: ProviderServices): Promise<void> {
  const version = services.config.newest()
  const rows = await services.database.prisma.provider.findMany()
  const definitions = rows.map((row) => definition(services, row))
  services.models.setProviders(
    definitions.filter((each) => each !== null),
    version,
    rows.filter((_, index) => definitions[index] === null).map(({ slug }) => slug),
  )
}

type ProviderServices = Pick<Services, 'env' | 'database' | 'models' | 'secrets' | 'config'>

/**
 * Loads the providers if they have changed since, so that no turn uses a key or an address that
 * was replaced on another instance.
 */
export async function refreshProviders(services: ProviderServices): Promise<void> {
  if (services.models.version() < services.config.newest()) await loadProviders(services)
}

/** Null if its secrets cannot be decrypted; the other providers are still loaded. */
function definition(
  services: Pick<Services, 'env' | 'secrets'>,
  row: ProviderRow,
): ProviderDefinition | null {
  const { secrets, env } = services
  const opened = openSecrets(row, secrets)
  if (!opened) {
    const problem = `The key of provider "${row.slug}" cannot be opened: was LUMOS_SECRET changed?`
    logError(new Error(problem))
    return null
  }
  return {
    slug: row.slug,
    kind: providerKindSchema.parse(row.kind),
    baseUrl: row.baseUrl,
    ...opened,
    // The simulator belongs to Lumos, and Lumos itself found local servers.
    isPrivateAllowed: env.arePrivateProvidersAllowed || row.source === 'simulator',
  }
}
