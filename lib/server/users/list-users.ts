import type { User } from '#lib/contracts/account/user.ts'
import type { ListQuery, Page } from '#lib/contracts/list.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Services } from '../services.ts'
import { toUser } from './to-user.ts'

/** All accounts, oldest first. */
export async function listUsers(
  services: Pick<Services, 'database'>,
  query: ListQuery,
): Promise<Page<User>> {
  const after = query.cursor ? decodeCursor(query.cursor) : null
  const rows = await services.database.prisma.user.findMany({
    ...(after && {
      where: {
        OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, id: { gt: after.id } }],
      },
    }),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: query.limit + 1,
  })
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(toUser),
    nextCursor: rows.length > query.limit && last ? encodeCursor(last.createdAt, last.id) : null,
  }
}
