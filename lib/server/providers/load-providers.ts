import { providerKindSchema } from '#lib/contracts/provider.ts'
import type { Provider as ProviderRow } from '#lib/db/generated/client.ts'
import type { ProviderDefinition } from '#lib/providers/model-registry.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { openHeaders } from './to-provider.ts'

/** Updates the registry from the stored providers, at start and after each change. */
export async function loadProviders(services: ProviderServices): Promise<void> {
  const version = services.config.newest()
  const rows = await services.database.prisma.provider.findMany()
  services.models.setProviders(
    rows.flatMap((row) => definition(services, row) ?? []),
    version,
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
  try {
    const { apiKeyCiphertext } = row
    return {
      slug: row.slug,
      kind: providerKindSchema.parse(row.kind),
      baseUrl: row.baseUrl,
      apiKey: apiKeyCiphertext === null ? undefined : secrets.open(apiKeyCiphertext, row.id),
      headers: openHeaders(row, secrets),
      // The simulator belongs to Lumos, and Lumos itself found local servers.
      isPrivateAllowed: env.arePrivateProvidersAllowed || row.source === 'simulator',
    }
  } catch (cause) {
    logError(
      new Error(`The key of provider "${row.slug}" cannot be opened: was LUMOS_SECRET changed?`, {
        cause,
      }),
    )
    return null
  }
}
