import type { Pool } from 'pg'
import { createBatch } from '../batch.ts'

export interface CachedAnswer {
  model: string
  text: string
  createdAt: Date
}

/** An answer to cache, with its key and what it depends on. */
export interface AnswerToCache {
  key: string
  agentId: string
  chatId: string
  memoryUserId: string | null
  memoryIds: string[]
  model: string
  text: string
  ttlMinutes: number
}

/** Cached answers. One connection reads and one writes, so that a slow table occupies no more. */
export interface AnswerStore {
  /** Null when no answer is cached under the key, or it has expired. */
  read(key: string): Promise<CachedAnswer | null>
  /**
   * Saves an answer in place of an earlier one with the same key, unless its chat or a memory in
   * it was deleted meanwhile.
   */
  save(answer: AnswerToCache): Promise<void>
}

export function createAnswerStore(pool: Pool): AnswerStore {
  return {
    read: createBatch((keys: string[]) => readCachedAnswers(pool, keys)),
    save: createBatch((answers: AnswerToCache[]) => saveAnswer(pool, answers[0]), 1),
  }
}

async function readCachedAnswers(pool: Pool, keys: string[]): Promise<(CachedAnswer | null)[]> {
  const { rows } = await pool.query<CachedAnswer & { key: string }>({
    name: 'read-cached-answers',
    text: `SELECT key, model, text, "createdAt" FROM "CachedAnswer"
      WHERE key = ANY($1) AND "expiresAt" > now()`,
    values: [keys],
  })
  const found = new Map(rows.map(({ key, ...answer }) => [key, answer]))
  return keys.map((key) => found.get(key) ?? null)
}

async function saveAnswer(pool: Pool, answer: AnswerToCache | undefined): Promise<void> {
  if (!answer) return
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
