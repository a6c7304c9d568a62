import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import type { SignedOutReason } from '#lib/contracts/account/signed-out.ts'
import type { Role } from '#lib/contracts/account/user.ts'
import { createBatch } from '#lib/db/batch.ts'
import { hostSessionCookieName, sessionCookieName, sessionCookies } from './cookies.ts'
import type { LocalPasses } from './local-pass.ts'

/** The authenticated user of a request. */
export interface SessionUser {
  id: string
  name: string
  email: string
  role: Role
  /** Whether memory is on for the user. */
  memory: boolean
  /** The user's description of themselves and of the answers they want. */
  aboutMe?: string
  howToAnswer?: string
  /** An admin handed the password on: it must be changed before anything else. */
  mustChangePassword?: boolean
  /** Set for requests with an API key or a local pass, which have their own rate limits. */
  keyId?: string
}

/**
 * Reads the user of a request; null without a session, for an expired session or a banned user.
 * Returns null synchronously, without a query, if the request has neither a signed cookie nor a
 * valid pass.
 */
export type ReadSession = (headers: Pick<Headers, 'get'>) => Promise<SessionUser | null> | null

const sql = `
SELECT s.token, u.id, u.name, u.email, u.role, u.memory, u."aboutMe", u."howToAnswer",
  u."mustChangePassword", (SELECT version FROM "ConfigVersion") AS "configVersion"
FROM "Session" s JOIN "User" u ON u.id = s."userId"
WHERE s.token = ANY($1) AND s."expiresAt" > now() AND NOT u.banned`

const firstAdminSql = `
SELECT id, name, email, role, memory FROM "User"
WHERE role = 'admin' AND NOT banned ORDER BY "createdAt", id LIMIT 1`

const whySql = `
SELECT u.banned FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE s.token = ANY($1) LIMIT 1`

interface SessionReaderOptions {
  pool: Pool
  secret: string
  /** Accept only `__Host-` cookies. */
  isHttpsOnly: boolean
  localPasses: LocalPasses
  /** Called with the count of changes of agents, providers and settings, read with each session. */
  onConfig(version: number): void
  /**
   * Whether the request comes from this machine without a proxy. Only such requests may use a local
   * pass.
   */
  isFromHere(headers: Pick<Headers, 'get'>): boolean
}

/**
 * Checks the cookie's signature as better-auth makes it (HMAC-SHA-256, base64), then reads session
 * and user in one query. Every request waits for it, so it reads only what authentication needs.
 * Concurrent requests share a query. A local pass authenticates the first admin.
 */
export function createSessionReader(options: SessionReaderOptions): ReadSession {
  const { pool, secret, isHttpsOnly, localPasses, isFromHere } = options
  const find = createBatch(async (requests: string[][]) => {
    const { rows } = await pool.query<SessionUser & { token: string; configVersion: number }>({
      name: 'read-sessions',
      text: sql,
      values: [requests.flat()],
    })
    if (rows[0]) options.onConfig(rows[0].configVersion)
    const users = new Map(rows.map(({ token, configVersion: _, ...user }) => [token, user]))
    return requests.map((tokens) => tokens.map((token) => users.get(token)).find(Boolean) ?? null)
  })
  const findFirstAdmin = async () => {
    const { rows } = await pool.query<SessionUser>(firstAdminSql)
    return rows[0] ? { ...rows[0], keyId: 'local-pass' } : null
  }
  return (headers) => {
    const tokens = signedTokens(headers.get('cookie'), secret, isHttpsOnly)
    if (tokens.length > 0) return find(tokens)
    const isLocal = isFromHere(headers) && localPasses.isValid(headers.get('authorization'))
    return isLocal ? findFirstAdmin() : null
  }
}

/** Reads why a request has no user. */
export type ReadSignedOutReason = (headers: Pick<Headers, 'get'>) => Promise<SignedOutReason>

export function createSignedOutReasonReader(
  options: Pick<SessionReaderOptions, 'pool' | 'secret' | 'isHttpsOnly'>,
): ReadSignedOutReason {
  return async (headers) => {
    const header = headers.get('cookie')
    const tokens = signedTokens(header, options.secret, options.isHttpsOnly)
    if (tokens.length > 0) {
      const { rows } = await options.pool.query<{ banned: boolean }>(whySql, [tokens])
      if (rows[0]?.banned) return 'banned'
    }
    return hasSessionCookie(header) ? 'session-ended' : 'signed-out'
  }
}

function hasSessionCookie(header: string | null): boolean {
  return new RegExp(`(?:^|; ?)(?:${hostSessionCookieName}|${sessionCookieName})=`).test(
    header ?? '',
  )
}

/** A browser may send several cookies of one name, set for other paths or domains. */
function signedTokens(header: string | null, secret: string, isHttpsOnly: boolean): string[] {
  return sessionCookies(header, isHttpsOnly)
    .map((cookie) => signedToken(cookie, secret))
    .filter((token) => token !== null)
}

function signedToken(cookie: string, secret: string): string | null {
  let value: string
  try {
    value = decodeURIComponent(cookie)
  } catch {
    // Lumos did not sign this cookie.
    return null
  }
  const dot = value.lastIndexOf('.')
  if (dot <= 0) return null
  const token = value.slice(0, dot)
  const received = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return received.length === expected.length && timingSafeEqual(received, expected) ? token : null
}
