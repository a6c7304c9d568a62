import type { Pool } from 'pg'
import type { LumosMessage, MessageStatus } from '#lib/contracts/chat.ts'

/** The branch of a chat that a new turn continues. */
export interface Conversation {
  /** Null when the chat does not exist yet. */
  chat: { userId: string; agentId: string | null } | null
  /** The message that the new one follows, or that is answered again; null at the root. */
  startId: string | null
  /** False when the named message is not in the chat. */
  isStartKnown: boolean
  /** The chat has a message with the id that the new one wants. */
  isNewIdTaken: boolean
  /** Oldest first, ending with the start message. */
  branch: BranchMessage[]
}

export interface BranchMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
  status: MessageStatus
}

export interface BranchStart {
  /** `newest`: continue after the chat's newest message; `after`: after `id` (null: a new root); `again`: answer `id` again. */
  kind: 'newest' | 'after' | 'again'
  id: string | null
}

/** Reads a chat's owner and one branch, newest `limit` messages, in one round trip. */
export async function readConversation(
  pool: Pool,
  query: { chatId: string; start: BranchStart; newId: string | null; limit: number },
): Promise<Conversation> {
  const { chatId, start, newId, limit } = query
  const { rows } = await pool.query<ConversationRow>({
    name: 'read-conversation',
    text: readConversationSql,
    values: [chatId, start.kind, start.id, limit, newId],
  })
  const row = rows[0]
  const branch = row?.branch ?? []
  const startId = row?.startId ?? null
  return {
    chat: row?.userId ? { userId: row.userId, agentId: row.agentId } : null,
    startId,
    isStartKnown: startId === null ? start.id === null : branch.at(-1)?.id === startId,
    isNewIdTaken: row?.isNewIdTaken ?? false,
    branch,
  }
}

interface ConversationRow {
  userId: string | null
  agentId: string | null
  startId: string | null
  isNewIdTaken: boolean
  branch: BranchMessage[] | null
}

/** `again` on an assistant message starts at the user message that it answered. */
const readConversationSql = `
WITH RECURSIVE start AS (
  SELECT CASE $2
    WHEN 'after' THEN $3::text
    WHEN 'again' THEN (
      SELECT CASE WHEN role = 'assistant' THEN "parentId" ELSE id END
      FROM "Message" WHERE "chatId" = $1 AND id = $3::text)
    ELSE (
      SELECT id FROM "Message" WHERE "chatId" = $1 ORDER BY "createdAt" DESC LIMIT 1)
  END AS id
), branch AS (
  SELECT m.id, m."parentId", m.role, m.parts, m.status, 1 AS depth
  FROM "Message" m JOIN start ON m.id = start.id WHERE m."chatId" = $1
  UNION ALL
  SELECT m.id, m."parentId", m.role, m.parts, m.status, b.depth + 1
  FROM branch b JOIN "Message" m ON m."chatId" = $1 AND m.id = b."parentId"
  WHERE b.depth < $4
)
SELECT c."userId", c."agentId", start.id AS "startId",
  EXISTS (SELECT 1 FROM "Message" WHERE "chatId" = $1 AND id = $5::text) AS "isNewIdTaken",
  (SELECT json_agg(json_build_object(
      'id', b.id, 'parentId', b."parentId", 'role', b.role, 'parts', b.parts, 'status', b.status
    ) ORDER BY b.depth DESC) FROM branch b) AS branch
FROM start LEFT JOIN "Chat" c ON c.id = $1`
