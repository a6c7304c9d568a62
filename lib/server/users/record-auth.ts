import type { AuditAction } from '#lib/contracts/account/audit.ts'
import { notedClient } from '../http/client-address.ts'
import type { RouteRequest } from '../http/route-request.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'

/** Audited actions of account owners, by better-auth's path. */
const actions: Record<string, AuditAction> = {
  '/sign-up/email': 'account.created',
  '/sign-in/email': 'session.started',
  '/sign-out': 'session.ended',
  '/update-user': 'account.changed',
  '/change-password': 'password.changed',
}

interface AuthEvent {
  path: string
  /** The account concerned; null for a sign-out without a session. */
  user: { id: string; name: string } | null
  body: object | undefined
  request: RouteRequest
}

/** Records an action with the client's address. */
export async function recordAuth(
  { audit }: Pick<Services, 'audit'>,
  { path, user, body, request }: AuthEvent,
): Promise<void> {
  const action = actions[path]
  if (!action || !user) return
  const renamed = action === 'account.changed' && body && 'name' in body ? body.name : undefined
  await audit.record({
    actor: user,
    action,
    target: { type: 'user', id: user.id, name: user.name },
    ...(renamed !== undefined && { from: { name: user.name }, to: { name: renamed } }),
    client: clientOf(request),
  })
}

/**
 * Records a wrong password after the answer, so that the response time does not reveal whether the
 * account exists. Addresses without an account are not recorded, because users sometimes type their
 * password into that field.
 */
export function recordRefusedSignIn(
  { audit, background, database }: Pick<Services, 'audit' | 'background' | 'database'>,
  email: string,
  request: RouteRequest,
): void {
  const record = async () => {
    const user = await database.prisma.user.findUnique({ where: { email } })
    if (!user) return
    const target = { type: 'user' as const, id: user.id, name: user.name }
    await audit.record({
      actor: null,
      action: 'session.refused',
      target,
      client: clientOf(request),
    })
  }
  background.add(record().catch(logError))
}

function clientOf({ headers }: RouteRequest): string | null {
  const { address } = notedClient(headers)
  return address === 'unknown' ? null : address
}
