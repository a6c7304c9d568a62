import { notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { refuseOwnAccount } from './refuse-own-account.ts'
import { requireAnotherAdmin } from './require-another-admin.ts'

/**
 * Deletes an account with everything that belongs to it.
 * @param actorId the admin who deletes it
 * @throws AppError 404 for an unknown user, 409 for the last admin or oneself
 */
export async function deleteUser(
  services: Pick<Services, 'database' | 'openStreams' | 'memory' | 'runs'>,
  actorId: string,
  id: string,
): Promise<void> {
  refuseOwnAccount(actorId, id)
  await services.database.prisma.$transaction(async (transaction) => {
    await requireAnotherAdmin(transaction, id)
    const { count } = await transaction.user.deleteMany({ where: { id } })
    if (count === 0) throw notFound('user')
  })
  await services.runs.stop({ userId: id }, 'user')
  await services.openStreams.review(id)
  await services.memory.forgetUser(id)
}
