import type { Pool } from 'pg'
import type { LumosMessage, MessageMetadata } from '#lib/contracts/chat/chat.ts'

export interface PageMessage {
  id: string
  parentId: string | null
  role: string
  parts: LumosMessage['parts']
  status: string
  statusReason: string | null
  turnId: string | null
  metadata: MessageMetadata | null
  createdAt: Date
  feedback: { value: string; comment: string } | null
  /** The messages of its role that answer the same message, itself among them, oldest first. */
  siblings: string[]
}

export interface PageQuery {
  chatId: string
  limit: number
  /** Only messages above this one. */
  before: string | null
  /** All messages from this one on, and `limit` above it. */
  from: string | null
}

/** Most messages that `from` reaches up to. */
const mostMessages = 10_000

/**
 * A part of the chat's shown branch, oldest first; of the branch through `from` if that is another
 * one. Empty if `before` or `from` is not in the chat.
 */
export async function readChatPage(pool: Pool, query: PageQuery): Promise<PageMessage[]> {
  const read = async (isShownBranch: boolean) => {
    const { rows } = await pool.query<PageMessage>({
      name: 'read-chat-page',
      text: readChatPageSql,
      values: [query.chatId, query.limit, query.before, query.from, isShownBranch],
    })
    return rows
  }
  const rows = await read(true)
  if (query.from === null || rows.some(({ id }) => id === query.from)) return rows
  return await read(false)
}

/** `LIMIT` makes it one look-up by the key, whatever the statistics say of the table. */
const messageOf = (id: string) => `(
  SELECT * FROM "Message" WHERE "chatId" = $1 AND id = ${id} LIMIT 1) m`

const newestFirst = `ORDER BY "createdAt" DESC, role LIMIT 1`

/**
 * The shown branch: of a running turn, else through the chosen message to the newest leaf below it,
 * else to the newest message.
 */
const readChatPageSql = `
WITH RECURSIVE chosen AS (
  SELECT coalesce(
    CASE WHEN NOT $5::boolean THEN $4::text END,
    (SELECT "assistantMessageId" FROM "Turn" WHERE outcome = 'running' AND "chatId" = $1 LIMIT 1),
    (SELECT m.id FROM "Chat" c CROSS JOIN LATERAL ${messageOf('c."leafId"')} WHERE c.id = $1),
    (SELECT id FROM "Message" WHERE "chatId" = $1 ${newestFirst})) AS id
), below AS (
  SELECT id, 0 AS depth FROM chosen WHERE $3::text IS NULL
  UNION ALL
  SELECT child.id, below.depth + 1 FROM below CROSS JOIN LATERAL (
    SELECT id FROM (
      -- OFFSET keeps the chat from being scanned by time instead.
      SELECT * FROM "Message" WHERE "chatId" = $1 AND "parentId" = below.id OFFSET 0
    ) answer ${newestFirst}) child
), leaf AS (
  SELECT CASE WHEN $3::text IS NULL
    THEN (SELECT id FROM below ORDER BY depth DESC LIMIT 1)
    ELSE (SELECT "parentId" FROM "Message" WHERE "chatId" = $1 AND id = $3) END AS id
), branch AS (
  SELECT m.*, 1 AS depth,
    CASE WHEN $4::text IS NULL THEN $2::int - 1 WHEN m.id = $4 THEN $2::int END AS more
  FROM leaf CROSS JOIN LATERAL ${messageOf('leaf.id')}
  UNION ALL
  SELECT m.*, b.depth + 1, CASE WHEN b.more IS NOT NULL THEN b.more - 1 WHEN m.id = $4 THEN $2::int END
  FROM branch b CROSS JOIN LATERAL ${messageOf('b."parentId"')}
  WHERE b.more IS DISTINCT FROM 0 AND b.depth < ${mostMessages}
)
SELECT b.id, b."parentId", b.role, b.parts, b.status, b."statusReason", b."turnId", b.metadata,
  b."createdAt",
  (SELECT json_build_object('value', f.value, 'comment', f.comment) FROM "Feedback" f
    WHERE f."chatId" = $1 AND f."messageId" = b.id) AS feedback,
  ARRAY(SELECT id FROM (
    SELECT id, "createdAt" FROM "Message"
    WHERE "chatId" = $1 AND "parentId" = b."parentId" AND role = b.role
    UNION ALL
    SELECT id, "createdAt" FROM "Message"
    WHERE b."parentId" IS NULL AND "chatId" = $1 AND "parentId" IS NULL AND role = b.role
  ) sibling ORDER BY "createdAt") AS siblings
FROM branch b ORDER BY b.depth DESC`
