import { bearerKey, type ReadKey } from '#lib/auth/key-reader.ts'
import type { ReadSession, ReadSignedOutReason, SessionUser } from '#lib/auth/session-reader.ts'
import type { KeyScope } from '#lib/contracts/account/api-key.ts'
import type { SignedOutReason } from '#lib/contracts/account/signed-out.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { OpenStreams } from './open-streams.ts'
import type { RouteRequest } from './route-request.ts'
import type { Access, RouteSpec } from './route-spec.ts'

export interface AccessServices {
  readSession: ReadSession
  readKey: ReadKey
  readSignedOutReason: ReadSignedOutReason
  openStreams: OpenStreams
}

/** What a route requires of its caller. */
type Requirement = Pick<RouteSpec<Access>, 'access' | 'keyScope'>

type Caller = Pick<RouteRequest, 'headers'>

/**
 * The user of a request, by session or API key; null if there is none.
 * @throws AppError 401 for an invalid key, 403 for one without the scope
 */
export function readUser(
  services: AccessServices,
  { headers }: Caller,
  { access, keyScope = access === 'admin' ? 'admin' : [] }: Requirement,
): Promise<SessionUser | null> | null {
  const key = bearerKey(headers)
  if (key === null) return services.readSession(headers)
  return services.readKey(key).then((found) => {
    if (!found) throw invalidKey()
    const scopes = [keyScope].flat()
    if (scopes.some((scope) => found.scopes.includes(scope))) return found.user
    throw missingScope(scopes[0])
  })
}

/**
 * The user of a request who may do what is required.
 * @param reading the result of `readUser`, if it has been called
 * @throws AppError 401 without a user, 403 without the required role or scope
 */
export async function requireUser(
  services: AccessServices,
  caller: Caller,
  requirement: Requirement,
  reading = readUser(services, caller, requirement),
): Promise<SessionUser> {
  const user = await reading
  if (!user) throw signedOut(await services.readSignedOutReason(caller.headers))
  return allowed(user, requirement.access)
}

/**
 * Watches whether a reader's session still allows what is sent to it.
 * @param since when the session was found valid, by `performance.now()`
 * @param cut called when it does not, or cannot be checked
 * @returns a callback for the end of the sending
 */
export function watchUser(
  services: AccessServices,
  reader: Requirement & { userId: string; since: number; request: Caller },
  cut: () => void,
): () => void {
  const { userId, since, request, ...requirement } = reader
  const isAllowed = async () => {
    try {
      const user = await readUser(services, request, requirement)
      if (!user) return false
      allowed(user, requirement.access)
      return true
    } catch {
      // The stream also ends if the session cannot be checked.
      return false
    }
  }
  return services.openStreams.add({ userId, since, isAllowed, cut })
}

function invalidKey(): AppError {
  const displayMessage = 'This API key is not valid: it is unknown, revoked or has expired.'
  return new AppError({ code: 'invalid-key', status: 401, displayMessage })
}

export function missingScope(scope: KeyScope | undefined): AppError {
  const displayMessage = scope
    ? `This API key does not have the scope "${scope}".`
    : 'This route takes no API keys.'
  return new AppError({ code: 'scope-missing', status: 403, displayMessage })
}

/** @throws AppError 403 without the required role */
function allowed(user: SessionUser, access: Access): SessionUser {
  if (access === 'admin' && user.role !== 'admin') {
    const displayMessage = 'Only admins may do this.'
    throw new AppError({ code: 'admins-only', status: 403, displayMessage })
  }
  return user
}

const signedOutMessages: Record<SignedOutReason, string> = {
  'signed-out': 'Sign in first.',
  'session-ended': 'Your session has ended. Sign in again.',
  banned: 'This account was blocked by an administrator.',
}

/** 401 with the reason as its code. */
export function signedOut(reason: SignedOutReason): AppError {
  return new AppError({ code: reason, status: 401, displayMessage: signedOutMessages[reason] })
}
