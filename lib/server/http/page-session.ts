import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import { services } from '../services.ts'

/** The user of a page's request; null for nobody. */
export async function currentUser(): Promise<SessionUser | null> {
  return services().readSession(await headers())
}

/** Visitors are sent to the sign-in page. */
export async function requireUser(): Promise<SessionUser> {
  return (await currentUser()) ?? redirect('/sign-in')
}

/** For everybody but admins the page does not exist. */
export async function requireAdmin(): Promise<SessionUser> {
  const user = await requireUser()
  return user.role === 'admin' ? user : notFound()
}
