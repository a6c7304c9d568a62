import type { z } from 'zod'
import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { User, userPatchSchema } from '#lib/contracts/account/user.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'
import { emailTaken, isUniqueViolation } from './email-taken.ts'
import { recordUserChange } from './record-user-change.ts'
import { refuseOwnAccount } from './refuse-own-account.ts'
import { requireAnotherAdmin } from './require-another-admin.ts'
import { toUser } from './to-user.ts'

/** Long limits, so that an admin can ban a user who overloads the server. */
const transactionLimits = { maxWait: 15_000, timeout: 30_000 }

/**
 * Changes an account. A ban or a new password ends all its sessions and running answers. A banned
 * user's sessions are refused but stored until the ban is lifted, so that refusals can state the
 * reason.
 * @param actor the admin who changes it
 * @throws AppError 404 for an unknown user; 409 for the last admin, a ban of oneself or a taken
 * e-mail address
 */
export async function updateUser(
  services: Pick<Services, 'database' | 'auth' | 'openStreams' | 'runs' | 'audit'>,
  actor: SessionUser,
  id: string,
  { password, ...fields }: z.infer<typeof userPatchSchema>,
): Promise<User> {
  if (fields.banned) refuseOwnAccount(actor.id, id)
  const { password: hasher } = await services.auth.$context
  const hash = password === undefined ? undefined : await hasher.hash(password)
  const losesAdmin = fields.role === 'user' || fields.banned === true
  try {
    const user = await services.database.prisma.$transaction(async (transaction) => {
      if (losesAdmin) await requireAnotherAdmin(transaction, id)
      const found = await transaction.user.findUnique({ where: { id } })
      if (!found) throw notFound('user')
      if (hash !== undefined) {
        await transaction.account.updateMany({
          where: { userId: id, providerId: 'credential' },
          data: { password: hash },
        })
      }
      if (hash !== undefined || fields.banned === false) {
        await transaction.session.deleteMany({ where: { userId: id } })
      }
      const data = { ...fields, ...(hash !== undefined && { mustChangePassword: id !== actor.id }) }
      const changed = toUser(await transaction.user.update({ where: { id }, data }))
      const change = { before: toUser(found), after: changed, hasNewPassword: hash !== undefined }
      await recordUserChange(services, actor, change, transaction)
      return changed
    }, transactionLimits)
    // Their readers no longer have a session.
    if (user.banned || hash !== undefined) await services.runs.stop({ userId: id }, 'user')
    await services.openStreams.review(id)
    return user
  } catch (error) {
    throw isUniqueViolation(error) ? emailTaken(error) : error
  }
}
