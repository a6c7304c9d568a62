import type { Pool } from 'pg'

export interface CachedAnswer {
  model: string
  text: string
  createdAt: Date
}

/** Null when it is not known or its time is over. */
export async function readCachedAnswer(pool: Pool, key: string): Promise<CachedAnswer | null> {
  const { rows } = await pool.query<CachedAnswer>({
    name: 'read-cached-answer',
    text: `SELECT model, text, "createdAt" FROM "CachedAnswer" WHERE key = $1 AND "expiresAt" > now()`,
    values: [key],
  })
  return rows[0] ?? null
}

/**
 * Keeps an answer in the place of an earlier one, unless its chat or a memory in it was
 * deleted meanwhile.
 */
export async function keepAnswer(
  pool: Pool,
  answer: {
    key: string
    agentId: string
    chatId: string
    memoryUserId: string | null
    memoryIds: string[]
    model: string
    text: string
    ttlMinutes: number
  },
): Promise<void> {
  await pool.query(
    `INSERT INTO "CachedAnswer" (key, "agentId", "chatId", "memoryUserId", model, text, "expiresAt")
     SELECT $1, a.id, c.id, $4, $5, $6, now() + make_interval(mins => $7)
     FROM "Agent" a, "Chat" c WHERE a.id = $2 AND c.id = $3
       AND (SELECT count(*) FROM "Memory" WHERE id = ANY($8)) = cardinality($8::text[])
     ON CONFLICT (key) DO UPDATE SET "chatId" = excluded."chatId", model = excluded.model,
       text = excluded.text, "createdAt" = now(), "expiresAt" = excluded."expiresAt"`,
    [
      answer.key,
      answer.agentId,
      answer.chatId,
      answer.memoryUserId,
      answer.model,
      answer.text,
      answer.ttlMinutes,
      answer.memoryIds,
    ],
  )
}

export async function deleteExpiredAnswers(pool: Pool): Promise<void> {
  await pool.query(`DELETE FROM "CachedAnswer" WHERE "expiresAt" <= now()`)
}
