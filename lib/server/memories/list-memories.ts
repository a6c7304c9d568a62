import type { ListQuery, Page } from '#lib/contracts/list.ts'
import type { Memory, MemoryType } from '#lib/contracts/memory/memory.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Services } from '../services.ts'
import { toMemories } from './to-memory.ts'

interface MemoryQuery extends ListQuery {
  query?: string
  type?: MemoryType
  ids?: string[]
}

/** The user's memories, newest first; with a query those that contain it. */
export async function listMemories(
  services: Pick<Services, 'database'>,
  userId: string,
  { limit, cursor, query, type, ids }: MemoryQuery,
): Promise<Page<Memory>> {
  const before = cursor ? decodeCursor(cursor) : null
  const text = query?.trim()
  const { prisma } = services.database
  const rows = await prisma.memory.findMany({
    where: {
      userId,
      ...(type && { type }),
      ...(ids && { id: { in: ids } }),
      ...(text && { text: { contains: text, mode: 'insensitive' } }),
      ...(before && {
        OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: await toMemories(prisma, items),
    nextCursor: rows.length > limit && last ? encodeCursor(last.createdAt, last.id) : null,
  }
}
