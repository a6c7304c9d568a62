import type { SessionUser } from '#lib/auth/session-reader.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { refuseOwnAccount } from './refuse-own-account.ts'
import { requireAnotherAdmin } from './require-another-admin.ts'

/** Long limits, because a user may have many rows. */
const transactionLimits = { maxWait: 15_000, timeout: 60_000 }

/**
 * Deletes an account with everything that belongs to it.
 * @param actor the admin who deletes it
 * @throws AppError 404 for an unknown user, 409 for the last admin or oneself
 */
export async function deleteUser(
  services: Pick<Services, 'database' | 'openStreams' | 'memory' | 'runs' | 'audit'>,
  actor: SessionUser,
  id: string,
): Promise<void> {
  refuseOwnAccount(actor.id, id)
  await services.database.prisma.$transaction(async (transaction) => {
    await requireAnotherAdmin(transaction, id)
    const found = await transaction.user.findUnique({ where: { id } })
    if (!found) throw notFound('user')
    await transaction.user.delete({ where: { id } })
    const { name, email, role } = found
    const target = { type: 'user' as const, id, name }
    const entry = { actor, action: 'user.deleted' as const, target, from: { name, email, role } }
    await services.audit.record(entry, transaction)
  }, transactionLimits)
  await services.runs.stop({ userId: id }, 'user')
  await services.openStreams.review(id)
  await services.memory.forgetUser(id)
}
