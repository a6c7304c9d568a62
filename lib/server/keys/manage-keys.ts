import { longestKeyDays } from '#lib/auth/auth.ts'
import { scopesOf } from '#lib/auth/key-reader.ts'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { ApiKey, KeyCreate, NewApiKey } from '#lib/contracts/account/api-key.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Apikey as Row } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'

type KeyServices = Pick<Services, 'auth' | 'database' | 'audit'>

const mostKeys = 100
const msPerSecond = 1_000
const secondsPerDay = 86_400

/** The user's keys, newest first. */
export async function listKeys(
  { database }: Pick<Services, 'database'>,
  userId: string,
): Promise<{ items: ApiKey[] }> {
  const rows = await database.prisma.apikey.findMany({
    where: { referenceId: userId },
    orderBy: { createdAt: 'desc' },
  })
  return { items: rows.map(toApiKey) }
}

/**
 * @throws AppError 403 for a scope that needs an admin, 400 for an expiry in the past or too many
 * keys
 */
export async function createKey(
  { auth, database, audit }: KeyServices,
  user: SessionUser,
  { name, scopes, expiresAt }: KeyCreate,
): Promise<NewApiKey> {
  if (scopes.includes('admin') && user.role !== 'admin') {
    const displayMessage = 'Only admins may make keys of scope admin.'
    throw new AppError({ code: 'admins-only', status: 403, field: 'scopes', displayMessage })
  }
  const { prisma } = database
  if ((await prisma.apikey.count({ where: { referenceId: user.id } })) >= mostKeys) {
    const displayMessage = `You have ${mostKeys} keys. Revoke one that you do not need.`
    throw new AppError({ code: 'too-many-keys', status: 400, displayMessage })
  }
  const expiresIn = expiresAt ? secondsUntil(expiresAt) : undefined
  const made = await auth.api.createApiKey({
    body: { userId: user.id, name, permissions: { lumos: [...new Set(scopes)] }, expiresIn },
  })
  const row = await prisma.apikey.findUniqueOrThrow({ where: { id: made.id } })
  const target = { type: 'key' as const, id: row.id, name }
  await audit.record({ actor: user, action: 'key.created', target, to: { scopes, expiresAt } })
  return { ...toApiKey(row), key: made.key }
}

/** Revokes a key immediately. @throws AppError 404 for an unknown key or another user's */
export async function deleteKey(
  { database, audit }: KeyServices,
  user: SessionUser,
  id: string,
): Promise<void> {
  const { prisma } = database
  const row = await prisma.apikey.findFirst({ where: { id, referenceId: user.id } })
  if (!row) throw notFound('key')
  await prisma.apikey.delete({ where: { id } })
  const target = { type: 'key' as const, id, name: row.name ?? '' }
  await audit.record({ actor: user, action: 'key.revoked', target })
}

function secondsUntil(time: string): number {
  const seconds = Math.ceil((new Date(time).getTime() - Date.now()) / msPerSecond)
  if (seconds > 0 && seconds <= longestKeyDays * secondsPerDay) return seconds
  const displayMessage =
    seconds > 0
      ? `The end lies more than ${longestKeyDays} days ahead. Without one the key lasts until you revoke it.`
      : 'The end lies in the past.'
  throw new AppError({ code: 'invalid-input', status: 400, field: 'expiresAt', displayMessage })
}

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name ?? '',
    hint: `${row.start ?? ''}…`,
    scopes: scopesOf(row.permissions),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastRequest?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
