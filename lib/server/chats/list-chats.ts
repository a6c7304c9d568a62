import { z } from 'zod'
import type { ChatsQuery } from '#lib/contracts/chat/chat-list.ts'
import type { ChatSummary } from '#lib/contracts/chat/chat-summary.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { ChatFilters } from '#lib/db/repositories/chat-filters.ts'
import { listChatRows } from '#lib/db/repositories/chats.ts'
import { searchChatRows } from '#lib/db/repositories/search.ts'
import { searchTerms } from '#lib/memory/text/tokenise.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Services } from '../services.ts'
import { excerptAround } from './excerpt.ts'
import { toSummary } from './get-chat.ts'

/** The user's chats, newest first; with a query those whose title or messages match. */
export async function listChats(
  services: Pick<Services, 'database'>,
  userId: string,
  { query, limit, cursor, folderId, deleted = false, archived, ...filters }: ChatsQuery,
): Promise<Page<ChatSummary>> {
  const text = query?.trim()
  const isEverywhere = Boolean(text) || deleted
  const page = {
    ...filters,
    ...{ userId, limit: limit + 1 },
    folderId: folderId === 'none' ? null : folderId,
    archived: archived ?? (isEverywhere ? undefined : false),
    isInBin: deleted,
    before: cursor ? decodeCursor(cursor, z.uuid()) : null,
  }
  const items = text
    ? await search(services, page, text)
    : (await listChatRows(services.database.pool, page)).map(toSummary)
  const last = items[limit - 1]
  return {
    items: items.slice(0, limit),
    nextCursor:
      items.length > limit && last ? encodeCursor(new Date(last.updatedAt), last.id) : null,
  }
}

async function search(
  { database }: Pick<Services, 'database'>,
  page: ChatFilters & { limit: number },
  query: string,
): Promise<ChatSummary[]> {
  const terms = searchTerms(query)
  const words = query.split(/\s+/)
  const rows = await searchChatRows(database.pool, { ...page, words, terms })
  return rows.map(({ messageId, text, ...row }) => ({
    ...toSummary(row),
    ...(messageId !== null && { match: { messageId, ...excerptAround(text ?? '', terms) } }),
  }))
}
