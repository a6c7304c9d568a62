import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { type KeyScope, keyScopes } from '#lib/contracts/account/api-key.ts'
import { createBatch } from '#lib/db/batch.ts'
import { keyPrefix } from './auth.ts'
import type { SessionUser } from './session-reader.ts'

/** A valid key and its user. */
export interface KeyUser {
  keyId: string
  scopes: KeyScope[]
  user: SessionUser
}

/** Reads a key and its user; null for an unknown, revoked or expired key and for a banned user. */
export type ReadKey = (key: string) => Promise<KeyUser | null>

const readSql = `
SELECT k.id AS "keyId", k.key AS hash, k.permissions,
  u.id, u.name, u.email, u.role, u.memory, (SELECT version FROM "ConfigVersion") AS "configVersion"
FROM "ApiKey" k JOIN "User" u ON u.id = k."referenceId"
WHERE k.key = ANY($1) AND k.enabled AND NOT u.banned
  AND (k."expiresAt" IS NULL OR k."expiresAt" > now())`

/**
 * The last use is stored with a resolution of one minute, so that a busy key causes one write a
 * minute.
 */
const usedSql = `
UPDATE "ApiKey" SET "lastRequest" = now()
WHERE id = ANY($1) AND ("lastRequest" IS NULL OR "lastRequest" < now() - interval '1 minute')`

type Row = SessionUser & {
  keyId: string
  hash: string
  permissions: string | null
  configVersion: number
}

/**
 * Reads keys in the format of better-auth's plugin; concurrent requests share one query. Every
 * request with a key waits for it, so it reads only what authentication needs.
 */
export function createKeyReader(
  pool: Pool,
  on: {
    onError: (error: unknown) => void
    /** Called with the count of changes of agents, providers and settings. */
    onConfig: (version: number) => void
  },
): ReadKey {
  const find = createBatch(async (hashes: string[]) => {
    const { rows } = await pool.query<Row>({ name: 'read-keys', text: readSql, values: [hashes] })
    if (rows.length > 0) {
      pool.query(usedSql, [rows.map(({ keyId }) => keyId)]).catch(on.onError)
    }
    if (rows[0]) on.onConfig(rows[0].configVersion)
    const found = new Map(rows.map((row) => [row.hash, toKeyUser(row)]))
    return hashes.map((hash) => found.get(hash) ?? null)
  })
  return async (key) => (key.startsWith(keyPrefix) ? find(hashOf(key)) : null)
}

/** The plugin's hash: SHA-256 in base64url without padding. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url')
}

function toKeyUser({ keyId, hash: _, configVersion: __, permissions, ...user }: Row): KeyUser {
  return { keyId, scopes: scopesOf(permissions), user }
}

/** @param permissions JSON as the plugin stores it */
export function scopesOf(permissions: string | null): KeyScope[] {
  const { lumos = [] }: { lumos?: string[] } = permissions ? JSON.parse(permissions) : {}
  return keyScopes.filter((scope) => lumos.includes(scope))
}

/** The Lumos key in an `Authorization` header; null if there is none. */
export function bearerKey(headers: Pick<Headers, 'get'>): string | null {
  const key = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return key?.startsWith(keyPrefix) ? key : null
}
