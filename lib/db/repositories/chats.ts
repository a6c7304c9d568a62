import type { Pool } from 'pg'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { type ChatFilters, listedChats } from './chat-filters.ts'

export interface ChatRow {
  id: string
  title: string
  agentId: string | null
  memory: boolean
  pinned: boolean
  archived: boolean
  folderId: string | null
  deletedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** Of a chat `c`. */
export const chatColumns = `c.id, c.title, c."agentId", c.memory, c.pinned, c.archived, c."folderId", c."deletedAt", c."createdAt", c."updatedAt"`

export async function listChatRows(
  pool: Pool,
  filters: ChatFilters & { limit: number },
): Promise<ChatRow[]> {
  const values: unknown[] = [filters.limit]
  const { rows } = await pool.query<ChatRow>(
    `SELECT ${chatColumns} FROM "Chat" c WHERE ${listedChats(filters, values)}
     ORDER BY c."updatedAt" DESC, c.id DESC LIMIT $1`,
    values,
  )
  return rows
}

/** A chat's title and the user's first message; null if the chat was deleted. */
export async function readBeginning(
  pool: Pool,
  chatId: string,
): Promise<{ title: string; parts: LumosMessage['parts'] } | null> {
  const { rows } = await pool.query<{ title: string; parts: LumosMessage['parts'] }>({
    name: 'read-beginning',
    text: `SELECT c.title, m.parts FROM "Message" m JOIN "Chat" c ON c.id = m."chatId"
      WHERE m."chatId" = $1 AND m.role = 'user' ORDER BY m."createdAt" LIMIT 1`,
    values: [chatId],
  })
  return rows[0] ?? null
}

/** Adds a chat's newest summary, unless another one was saved since `from` was read. */
export async function addSummary(
  pool: Pool,
  change: {
    chatId: string
    /** The last message of the summary that was read, or null. */
    from: string | null
    summary: { text: string; untilId: string }
  },
): Promise<void> {
  await pool.query(
    `UPDATE "Chat" SET summary = $3, "summaryUntilId" = $4,
       "summaryBefore" = CASE WHEN summary IS NOT NULL
         THEN jsonb_build_object('text', summary, 'untilId', "summaryUntilId") END
     WHERE id = $1 AND "summaryUntilId" IS NOT DISTINCT FROM $2`,
    [change.chatId, change.from, change.summary.text, change.summary.untilId],
  )
}

/** Sets a chat's title, unless it is no longer `from`. */
export async function replaceTitle(
  pool: Pool,
  { chatId, from, to }: { chatId: string; from: string; to: string },
): Promise<void> {
  await pool.query({
    name: 'replace-title',
    text: `UPDATE "Chat" SET title = $3 WHERE id = $1 AND title = $2`,
    values: [chatId, from, to],
  })
}

/** Deletes temporary chats that were left open; their turns keep only their figures. */
export async function deleteLeftChats(pool: Pool, idleMs: number): Promise<void> {
  await pool.query(
    `WITH gone AS (
       DELETE FROM "Chat"
       WHERE temporary AND "updatedAt" < now() - $1 * interval '1 millisecond'
       RETURNING id, "userId"
     )
     -- By the user: turns have no index of their chats.
     UPDATE "Turn" t SET "chatId" = NULL FROM gone
     WHERE t."userId" = gone."userId" AND t."chatId" = gone.id`,
    [idleMs],
  )
}
