import type { OwnSession } from '#lib/contracts/account/account.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'

/** The user's valid sessions, the latest first. */
export async function listSessions(
  { database }: Pick<Services, 'database'>,
  userId: string,
  cookie: string | null,
): Promise<{ items: OwnSession[] }> {
  const rows = await database.prisma.session.findMany({
    where: { userId, expiresAt: { gt: new Date() } },
    orderBy: { updatedAt: 'desc' },
  })
  return {
    items: rows.map(({ id, token, createdAt, updatedAt, userAgent, ipAddress }) => ({
      ...{ id, userAgent, ipAddress },
      createdAt: createdAt.toISOString(),
      lastSeenAt: updatedAt.toISOString(),
      // The cookie's value is the token followed by its signature.
      isCurrent: decodeURIComponent(cookie ?? '').includes(`=${token}.`),
    })),
  }
}

/** Ends a session and its open streams immediately. @throws AppError 404 */
export async function endSession(
  { database, openStreams }: Pick<Services, 'database' | 'openStreams'>,
  userId: string,
  id: string,
): Promise<void> {
  const { count } = await database.prisma.session.deleteMany({ where: { id, userId } })
  if (count === 0) throw notFound('session')
  await openStreams.review(userId)
}
