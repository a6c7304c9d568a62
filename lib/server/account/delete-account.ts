import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { requireAnotherAdmin } from '../users/require-another-admin.ts'

/** Long limits, because a user may have many rows. */
const transactionLimits = { maxWait: 15_000, timeout: 60_000 }

/**
 * Deletes the user's own account with everything that belongs to it.
 * @throws AppError 403 for a wrong password, 409 for the last admin, 429 after too many attempts
 */
export async function deleteAccount(
  services: Pick<
    Services,
    'auth' | 'database' | 'openStreams' | 'memory' | 'runs' | 'audit' | 'limits'
  >,
  user: SessionUser,
  password: string,
): Promise<void> {
  const { auth, database, limits, audit } = services
  await limits.count('passwordChecksPerUser', user.id)
  const { password: hasher } = await auth.$context
  const account = await database.prisma.account.findFirst({
    where: { userId: user.id, providerId: 'credential' },
    select: { password: true },
  })
  const isRight =
    account?.password != null && (await hasher.verify({ hash: account.password, password }))
  if (!isRight) {
    const displayMessage = 'This is not your password.'
    throw new AppError({ code: 'wrong-password', status: 403, field: 'password', displayMessage })
  }
  await limits.uncount('passwordChecksPerUser', user.id)
  await services.runs.stop({ userId: user.id }, 'user')
  await database.prisma.$transaction(async (transaction) => {
    await requireAnotherAdmin(transaction, user.id)
    await transaction.user.delete({ where: { id: user.id } })
    const target = { type: 'user' as const, id: user.id, name: user.name }
    await audit.record({ actor: user, action: 'account.deleted', target }, transaction)
  }, transactionLimits)
  await services.openStreams.review(user.id)
  await services.memory.forgetUser(user.id)
}
