import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Pool } from 'pg'
import type { Role } from '#lib/contracts/user.ts'
import { sessionCookieName } from './auth.ts'

/** Who is asking. */
export interface SessionUser {
  id: string
  name: string
  email: string
  role: Role
}

/** Reads the user of a request; null for nobody, an expired session or a banned user. */
export type ReadSession = (headers: Headers) => Promise<SessionUser | null>

const sql = `
SELECT u.id, u.name, u.email, u.role FROM "Session" s JOIN "User" u ON u.id = s."userId"
WHERE s.token = ANY($1) AND s."expiresAt" > now() AND NOT u.banned LIMIT 1`

/**
 * Checks the cookie's signature as better-auth makes it (HMAC-SHA-256, base64), then reads session
 * and user in one query: every request waits for this, so it does no more.
 */
export function createSessionReader(pool: Pool, secret: string): ReadSession {
  return async (headers) => {
    const tokens = signedTokens(headers.get('cookie') ?? '', secret)
    if (tokens.length === 0) return null
    const { rows } = await pool.query<SessionUser>({
      name: 'read-session',
      text: sql,
      values: [tokens],
    })
    return rows[0] ?? null
  }
}

/** A browser may send several cookies of one name, set for other paths or domains. */
function signedTokens(cookies: string, secret: string): string[] {
  const prefix = `${sessionCookieName}=`
  return cookies
    .split(/; */)
    .filter((cookie) => cookie.startsWith(prefix))
    .map((cookie) => signedToken(cookie.slice(prefix.length), secret))
    .filter((token) => token !== null)
}

function signedToken(cookie: string, secret: string): string | null {
  let value: string
  try {
    value = decodeURIComponent(cookie)
  } catch {
    // Not a cookie that we made.
    return null
  }
  const dot = value.lastIndexOf('.')
  if (dot <= 0) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}
