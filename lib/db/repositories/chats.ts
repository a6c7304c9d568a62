import type { Pool } from 'pg'

export interface ChatRow {
  id: string
  title: string
  agentId: string | null
  createdAt: Date
  updatedAt: Date
  /** The text of a message that has the words. */
  snippet?: string | null
}

interface ChatPage {
  userId: string
  limit: number
  before: { at: Date; id: string } | null
}

const columns = `c.id, c.title, c."agentId", c."createdAt", c."updatedAt"`
const position = `($2::timestamptz IS NULL OR (c."updatedAt", c.id) < ($2::timestamptz, $3::uuid))`
const order = `ORDER BY c."updatedAt" DESC, c.id DESC`

export async function listChatRows(pool: Pool, page: ChatPage): Promise<ChatRow[]> {
  const { rows } = await pool.query<ChatRow>(
    `SELECT ${columns} FROM "Chat" c WHERE c."userId" = $1 AND ${position} ${order} LIMIT $4`,
    [page.userId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
  )
  return rows
}

/** Chats whose title contains the text, or one of whose messages has all the terms. */
export async function searchChatRows(
  pool: Pool,
  page: ChatPage & { text: string; terms: string[] },
): Promise<ChatRow[]> {
  const { rows } = await pool.query<ChatRow>(
    `SELECT ${columns}, hit.snippet FROM "Chat" c LEFT JOIN LATERAL (
       SELECT left((SELECT string_agg(part->>'text', ' ') FROM jsonb_array_elements(m.parts) part
         WHERE part->>'type' = 'text'), 2000) AS snippet
       FROM "Message" m
       WHERE m."chatId" = c.id AND cardinality($5::text[]) > 0
         AND array_to_tsvector(string_to_array(m."searchText", ' ')) @@ (
           SELECT string_agg(quote_literal(term) || ':*', ' & ')::tsquery FROM unnest($5::text[]) term)
       ORDER BY m."createdAt" DESC LIMIT 1
     ) hit ON true
     WHERE c."userId" = $1 AND ${position}
       AND (hit.snippet IS NOT NULL OR strpos(lower(c.title), lower($6)) > 0)
     ${order} LIMIT $4`,
    [
      page.userId,
      page.before?.at ?? null,
      page.before?.id ?? null,
      page.limit,
      page.terms,
      page.text,
    ],
  )
  return rows
}
