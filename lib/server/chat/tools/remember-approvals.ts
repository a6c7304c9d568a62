import type { Pool } from 'pg'

/** Calls of these tools need no approval again in the chat. */
export async function rememberApprovals(pool: Pool, chatId: string, keys: string[]): Promise<void> {
  await pool.query(
    `UPDATE "Chat" SET "approvedTools" = ARRAY(
       SELECT DISTINCT unnest("approvedTools" || $2::text[]))
     WHERE id = $1`,
    [chatId, keys],
  )
}
