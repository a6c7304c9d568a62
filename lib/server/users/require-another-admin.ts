import { AppError } from '#lib/contracts/app-error.ts'
import type { Prisma } from '#lib/db/generated/client.ts'

/**
 * Locks the admins' rows until the transaction ends, so that two admins cannot remove each other.
 * @throws AppError 409 if this user is the only admin
 */
export async function requireAnotherAdmin(
  transaction: Prisma.TransactionClient,
  id: string,
): Promise<void> {
  const admins = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "User" WHERE role = 'admin' AND NOT banned ORDER BY id FOR NO KEY UPDATE`
  if (admins.length > 1 || admins[0]?.id !== id) return
  throw new AppError({
    code: 'last-admin',
    status: 409,
    displayMessage: 'This is the only admin. Make somebody else an admin first.',
  })
}
