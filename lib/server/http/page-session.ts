import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { signInPath } from '#lib/contracts/return-path.ts'
import { services } from '../services.ts'
import { pagePathHeader } from './security-headers.ts'

/** The user of a page's request; null if there is none. */
export async function currentUser(): Promise<SessionUser | null> {
  return services().readSession(await headers())
}

/** Redirects visitors to the sign-in page with the reason and the page to return to. */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser()
  if (user) return user
  const request = await headers()
  const reason = await services().readSignedOutReason(request)
  redirect(signInPath(request.get(pagePathHeader), reason))
}

/** Responds with 404 unless the user is an admin. */
export async function requireAdmin(): Promise<SessionUser> {
  const user = await requireUser()
  return user.role === 'admin' ? user : notFound()
}
