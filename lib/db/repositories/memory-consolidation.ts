import type { Pool, PoolClient } from 'pg'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

/** Runs `work` in a transaction while no other process saves facts of this user. */
export async function withMemoryLock<T>(
  pool: Pool,
  userId: string,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `memory ${userId}`,
    ])
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}

/** Whether the user deleted all memories after the given time. */
export async function isForgotten(
  client: PoolClient,
  userId: string,
  saidAt: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'SELECT FROM "User" WHERE id = $1 AND "memoriesDeletedAt" >= $2',
    [userId, saidAt],
  )
  return rowCount !== 0
}

/** A user's message for learning; null if it is gone or in the bin, or memory is switched off. */
export async function readMessageToLearn(
  pool: Pool,
  { userId, chatId, messageId }: { userId: string; chatId: string; messageId: string },
): Promise<{ parts: LumosMessage['parts']; createdAt: Date } | null> {
  const { rows } = await pool.query<{ parts: LumosMessage['parts']; createdAt: Date }>({
    name: 'read-message-to-learn',
    text: `SELECT m.parts, m."createdAt" FROM "Message" m
      JOIN "Chat" c ON c.id = m."chatId" AND c.memory AND NOT c.temporary
        AND c."deletedAt" IS NULL
      JOIN "User" u ON u.id = c."userId" AND u.memory
      WHERE m."chatId" = $2 AND m.id = $3 AND m.role = 'user' AND u.id = $1`,
    values: [userId, chatId, messageId],
  })
  return rows[0] ?? null
}

export interface RelatedMemory {
  id: string
  text: string
  fingerprint: string
  slot: string | null
  createdAt: Date
}

/**
 * The user's live memories of the same scope that may be about the same thing as a fact: with the
 * same slot, one of its words, or one of the parts in their text; best matches first.
 */
export async function findRelatedMemories(
  client: PoolClient,
  fact: {
    userId: string
    agentId: string | null
    fingerprint: string
    slot: string | null
    tokens: string[]
    parts: string[]
  },
): Promise<RelatedMemory[]> {
  const { rows } = await client.query<RelatedMemory>(
    `SELECT id, text, fingerprint, slot, "createdAt" FROM (
       SELECT *, (
         SELECT count(DISTINCT word) FROM unnest(string_to_array("searchText", ' ')) AS word
         WHERE word = ANY($5::text[])
       ) AS shared
       FROM "Memory"
       WHERE "userId" = $1 AND "agentId" IS NOT DISTINCT FROM $2
         AND ("validTo" IS NULL OR "validTo" > now())
     ) m
     WHERE fingerprint = $3 OR slot = $4 OR shared > 0
       OR EXISTS (SELECT FROM unnest($6::text[]) AS part WHERE position(lower(part) IN lower(text)) > 0)
     ORDER BY (fingerprint = $3) IS TRUE DESC, (slot = $4) IS TRUE DESC, shared DESC, "createdAt" DESC
     LIMIT 200`,
    [fact.userId, fact.agentId, fact.fingerprint, fact.slot, fact.tokens, fact.parts],
  )
  return rows
}

/** Ends memories at the time from which their successor is valid; they stay as history. */
export async function endMemories(
  client: PoolClient,
  userId: string,
  ids: string[],
  successor: { id: string; validFrom: string | null },
): Promise<void> {
  await client.query(
    `UPDATE "Memory" SET "validTo" = greatest(now(), $4::timestamptz), "supersededById" = $3,
       "updatedAt" = now()
     WHERE "userId" = $1 AND id = ANY($2)`,
    [userId, ids, successor.id, successor.validFrom],
  )
}
