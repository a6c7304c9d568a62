import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { signInPath } from '#lib/contracts/return-path.ts'
import { services } from '../services.ts'
import { pagePathHeader } from './security-headers.ts'

/** The user of a page's request; null for nobody. */
export async function currentUser(): Promise<SessionUser | null> {
  return services().readSession(await headers())
}

/** Visitors are sent to the sign-in page, which says why and leads back to the page. */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser()
  if (user) return user
  const request = await headers()
  const reason = await services().readSignedOutReason(request)
  redirect(signInPath(request.get(pagePathHeader), reason))
}

/** For everybody but admins the page does not exist. */
export async function requireAdmin(): Promise<SessionUser> {
  const user = await requireUser()
  return user.role === 'admin' ? user : notFound()
}
