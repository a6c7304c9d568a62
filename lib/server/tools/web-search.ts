import { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import {
  searchKinds,
  type WebSearch,
  type WebSearchChange,
  type WebSearchCheck,
} from '#lib/contracts/agents/web-search.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { type SearchResult, type SearchService, search } from '#lib/tools/web/search-service.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'

type SearchServices = Pick<Services, 'database' | 'env' | 'secrets'>

/** The row of `Setting`; it also binds the sealed key. */
const settingKey = 'webSearch'
const storedSchema = z.object({
  kind: z.enum(searchKinds),
  url: z.string().nullable(),
  keyCiphertext: z.string().nullable(),
})

/** The search service with its key; null when there is none. */
async function findService({ database, secrets }: SearchServices): Promise<SearchService | null> {
  const row = await database.prisma.setting.findUnique({ where: { key: settingKey } })
  if (!row?.value) return null
  const { kind, url, keyCiphertext } = storedSchema.parse(row.value)
  return { kind, url, apiKey: keyCiphertext && openKey(secrets, keyCiphertext) }
}

function openKey(secrets: SearchServices['secrets'], sealed: string): string | null {
  try {
    return secrets.open(sealed, settingKey)
  } catch {
    // Sealed with another secret: an admin enters the key again.
    return null
  }
}

export async function getWebSearch(services: SearchServices): Promise<WebSearch> {
  return shown(await findService(services))
}

function shown(service: SearchService | null): WebSearch {
  return { kind: service?.kind ?? null, url: service?.url ?? null, hasKey: !!service?.apiKey }
}

/**
 * @throws AppError 400 for an address that Lumos may not use, or if kind or address change without
 * the key, because the stored one would be sent there
 */
export async function saveWebSearch(
  services: SearchServices & Pick<Services, 'audit'>,
  actor: SessionUser,
  { kind, url, apiKey }: WebSearchChange,
): Promise<WebSearch> {
  const { database, secrets, env, audit } = services
  if (url && !isUrlAllowed(url, env.arePrivateProvidersAllowed))
    throw invalid('url', 'address-refused', 'This address is not allowed here.')
  const before = await findService(services)
  const isMoved = before?.kind !== kind || before?.url !== url
  if (before?.apiKey && kind && isMoved && apiKey === undefined)
    throw invalid(
      'apiKey',
      'secrets-needed',
      'Enter the key again: the stored one is not sent somewhere else.',
    )
  const key = apiKey === undefined ? (before?.apiKey ?? null) : apiKey || null
  const after = kind && { kind, url, apiKey: key }
  const change = auditChange({ webSearch: shown(before) }, { webSearch: shown(after) })
  await database.prisma.$transaction(async (transaction) => {
    const where = { key: settingKey }
    if (after) {
      const value = { kind, url, keyCiphertext: key && secrets.seal(key, settingKey) }
      await transaction.setting.upsert({
        where,
        create: { key: settingKey, value },
        update: { value },
      })
    } else await transaction.setting.deleteMany({ where })
    if (Object.keys(change.to).length === 0 && !apiKey) return
    const to = { ...change.to, ...(apiKey && { webSearchKey: 'changed' }) }
    const entry = { actor, action: 'settings.changed', target: { type: 'settings' } } as const
    await audit.record({ ...entry, from: change.from, to }, transaction)
  })
  return shown(after)
}

/** Tries a search. */
export async function checkWebSearch(services: SearchServices): Promise<WebSearchCheck> {
  const startedAt = performance.now()
  try {
    const found = await searchTheWeb(services, 'weather', new AbortController().signal)
    return { ok: true, count: found.length, ms: Math.round(performance.now() - startedAt) }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { ok: false, count: 0, ms: null, error: words }
  }
}

/** @throws Error that model and admins may read */
export async function searchTheWeb(
  services: SearchServices,
  query: string,
  signal: AbortSignal,
): Promise<SearchResult[]> {
  const service = await findService(services)
  if (!service)
    throw new Error('No search service is set up. An admin can add one under Settings, Tools.')
  const { proxy, arePrivateProvidersAllowed } = services.env
  return search(service, query, { proxy, isPrivateAllowed: arePrivateProvidersAllowed, signal })
}

function invalid(field: string, code: string, displayMessage: string): AppError {
  return new AppError({ code, status: 400, field, displayMessage })
}
