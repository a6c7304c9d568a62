import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { ownPasswordPath, signInPath } from '#lib/contracts/account/return-path.ts'
import { services } from '../services.ts'
import { pagePathHeader } from './security-headers.ts'

/** The user of a page's request; null if there is none. */
export async function currentUser(): Promise<SessionUser | null> {
  return services().readSession(await headers())
}

/**
 * Redirects visitors to the sign-in page with the reason and the page to return to, and users with
 * a handed-on password to the page where they choose their own.
 */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser()
  const request = await headers()
  if (user?.mustChangePassword) redirect(ownPasswordPath(request.get(pagePathHeader)))
  if (user) return user
  const reason = await services().readSignedOutReason(request)
  redirect(signInPath(request.get(pagePathHeader), reason))
}

/** Responds with 404 unless the user is an admin. */
export async function requireAdmin(): Promise<SessionUser> {
  const user = await requireUser()
  return user.role === 'admin' ? user : notFound()
}
