import type { Prisma } from '#lib/db/generated/client.ts'

/**
 * Locks the user's row until the transaction ends, so that what is counted of the user's cannot
 * grow meanwhile by another request that does the same. Inserts that refer to the user go on.
 */
export async function lockUser(
  transaction: Prisma.TransactionClient,
  userId: string,
): Promise<void> {
  await transaction.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId} FOR NO KEY UPDATE`
}
