import { z } from 'zod'
import {
  type Provider,
  probeEverySchema,
  providerKindSchema,
} from '#lib/contracts/models/provider.ts'
import type { Provider as ProviderRow } from '#lib/db/generated/client.ts'
import type { SecretBox } from '#lib/providers/setup/secret-box.ts'

const sourceSchema = z.enum(['settings', 'environment', 'local', 'simulator'])
const headersSchema = z.record(z.string(), z.string())

export function toProvider(row: ProviderRow, secrets: SecretBox): Provider {
  const source = sourceSchema.parse(row.source)
  const opened = openSecrets(row, secrets)
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: providerKindSchema.parse(row.kind),
    baseUrl: row.baseUrl,
    keyHint: row.keyHint,
    isKeyUnreadable: opened === null,
    headerNames: Object.keys(opened?.headers ?? {}),
    probeEvery: probeEverySchema.parse(row.probeEvery),
    source,
    simulated: source === 'simulator',
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** Key and headers; null if they were sealed with another secret. */
export function openSecrets(
  { id, apiKeyCiphertext, headersCiphertext }: ProviderRow,
  secrets: SecretBox,
): { apiKey: string | undefined; headers: Record<string, string> } | null {
  try {
    return {
      apiKey: apiKeyCiphertext === null ? undefined : secrets.open(apiKeyCiphertext, id),
      headers:
        headersCiphertext === null
          ? {}
          : headersSchema.parse(JSON.parse(secrets.open(headersCiphertext, id))),
    }
  } catch {
    return null
  }
}

/** The database columns for a key and headers, encrypted for this provider. */
export function sealSecrets(
  secrets: SecretBox,
  id: string,
  { apiKey, headers }: { apiKey?: string; headers?: Record<string, string> },
) {
  return {
    ...(apiKey !== undefined && {
      apiKeyCiphertext: apiKey === '' ? null : secrets.seal(apiKey, id),
      keyHint: apiKey === '' ? null : keyHint(apiKey),
    }),
    ...(headers !== undefined && {
      headersCiphertext:
        Object.keys(headers).length === 0 ? null : secrets.seal(JSON.stringify(headers), id),
    }),
  }
}

/** The last four characters of a key; empty for a short key. */
function keyHint(apiKey: string): string {
  return apiKey.length >= 12 ? apiKey.slice(-4) : ''
}
