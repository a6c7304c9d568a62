import { z } from 'zod'
import type { ChatSummary } from '#lib/contracts/chat.ts'
import type { ListQuery, Page } from '#lib/contracts/list.ts'
import { listChatRows, searchChatRows } from '#lib/db/repositories/chats.ts'
import { searchTerms } from '#lib/memory/text/tokenise.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Services } from '../services.ts'

/** The user's chats, newest first; with a query those whose title or messages match. */
export async function listChats(
  services: Pick<Services, 'database'>,
  userId: string,
  { query, limit, cursor }: ListQuery & { query?: string },
): Promise<Page<ChatSummary>> {
  const page = { userId, limit: limit + 1, before: cursor ? decodeCursor(cursor, z.uuid()) : null }
  const text = query?.trim()
  const rows = text
    ? await searchChatRows(services.database.pool, { ...page, text, terms: searchTerms(text) })
    : await listChatRows(services.database.pool, page)
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(({ snippet, ...row }) => ({
      ...row,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      ...(snippet && { snippet }),
    })),
    nextCursor: rows.length > limit && last ? encodeCursor(last.updatedAt, last.id) : null,
  }
}
