import type { Pool, PoolClient } from 'pg'

export interface NewMemory {
  id: string
  text: string
  agentId: string | null
  type: string
  importance: number
  fingerprint: string
  searchText: string
  slot: string | null
  sourceChatId: string | null
  sourceMessageId: string | null
  sourceId: string | null
  position: number
  validFrom: string | null
  validTo: string | null
  createdAt: string
}

/**
 * Inserts memories, except those whose text the user already has.
 * @returns the ids of the inserted ones
 */
export async function insertMemories(
  connection: Pool | PoolClient,
  userId: string,
  memories: NewMemory[],
): Promise<string[]> {
  const { rows } = await connection.query<{ id: string }>(
    `INSERT INTO "Memory" (id, "userId", text, "agentId", type, importance, fingerprint, "searchText",
       slot, "sourceChatId", "sourceMessageId", "sourceId", position, "validFrom", "validTo", "createdAt", "updatedAt")
     SELECT m.id, $1, m.text, m."agentId", m.type, m.importance, m.fingerprint, m."searchText",
       m.slot, m."sourceChatId", m."sourceMessageId", m."sourceId", m.position, m."validFrom", m."validTo",
       m."createdAt", now()
     FROM jsonb_to_recordset($2::jsonb) AS m(id text, text text, "agentId" text, type text,
       importance float8, fingerprint text, "searchText" text, slot text, "sourceChatId" text,
       "sourceMessageId" text, "sourceId" text, position int, "validFrom" timestamptz,
       "validTo" timestamptz, "createdAt" timestamptz)
     ON CONFLICT DO NOTHING RETURNING id`,
    [userId, JSON.stringify(memories)],
  )
  return rows.map(({ id }) => id)
}

/** The fingerprints of the user's memories that have ended. */
export async function readEndedFingerprints(pool: Pool, userId: string): Promise<string[]> {
  const { rows } = await pool.query<{ fingerprint: string }>(
    'SELECT fingerprint FROM "Memory" WHERE "userId" = $1 AND "validTo" IS NOT NULL',
    [userId],
  )
  return rows.map(({ fingerprint }) => fingerprint)
}

export interface MemoryIndexRow {
  id: string
  text: string
  agentId: string | null
  searchText: string
  sourceId: string | null
  importance: number
  useCount: number
  createdAt: number
  endedAt: number | null
  /** 32-bit floats; null without an embedding model, and until the memory was embedded. */
  vector: Buffer | null
}

/** The index holds vectors of a user's newest memories: 60 MB at 1,536 numbers each. */
const mostVectors = 10_000

/**
 * All memories of a user, or the given ones, ordered so that neighbours are adjacent.
 * @param embeddingModel the model whose vectors are read, too
 */
export async function readMemoriesForIndex(
  pool: Pool,
  userId: string,
  { ids, embeddingModel }: { ids?: string[]; embeddingModel: string | null },
): Promise<MemoryIndexRow[]> {
  const values: unknown[] = [userId]
  const some = ids ? `AND m.id = ANY($${values.push(ids)})` : ''
  const vectors = embeddingModel
    ? `LEFT JOIN LATERAL (
         SELECT vector FROM "MemoryVector" v
         WHERE v."memoryId" = m.id AND v.model = $${values.push(embeddingModel)}
           AND v."textHash" = md5(m.text) AND m.newness <= ${mostVectors}
       ) v ON true`
    : ''
  const newness = embeddingModel ? 'row_number() OVER (ORDER BY m."createdAt" DESC)' : '0'
  const { rows } = await pool.query<MemoryIndexRow>({
    name: `read-memories-for-index${ids ? '-some' : ''}${embeddingModel ? '-vectors' : ''}`,
    text: `SELECT m.id, text, "agentId", "searchText", "sourceId", importance, "useCount",
        (extract(epoch FROM "createdAt") * 1000)::float8 AS "createdAt",
        (extract(epoch FROM "validTo") * 1000)::float8 AS "endedAt",
        ${embeddingModel ? 'v.vector' : 'NULL AS vector'}
      FROM (
        SELECT m.*, ${newness} AS newness FROM "Memory" m WHERE m."userId" = $1 ${some}
      ) m ${vectors}
      ORDER BY "sourceId" COLLATE "C", position, "createdAt", m.id COLLATE "C"`,
    values,
  })
  return rows
}

/** Memories of a user that were in the prompt of an answer. */
export interface MemoryUse {
  userId: string
  ids: string[]
  chatId: string
  answerId: string
}

/**
 * Counts the use of memories in saved answers, and removes from these answers memories that were
 * deleted while they were written. Not part of saving an answer, which must not wait for the
 * memories.
 */
export async function noteMemoryUse(pool: Pool, uses: MemoryUse[]): Promise<void> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'note-memory-use',
    text: `UPDATE "Memory" m SET "useCount" = m."useCount" + used.times, "lastUsedAt" = now()
      FROM (
        SELECT "userId", id, count(*)::int AS times
        FROM unnest($1::text[], $2::text[]) AS u("userId", id) GROUP BY 1, 2
      ) used
      WHERE m."userId" = used."userId" AND m.id = used.id
      RETURNING m.id`,
    values: [
      uses.flatMap(({ userId, ids }) => ids.map(() => userId)),
      uses.flatMap(({ ids }) => ids),
    ],
  })
  const foundIds = new Set(rows.map(({ id }) => id))
  for (const { chatId, answerId, ids } of uses) {
    const gone = ids.filter((id) => !foundIds.has(id))
    if (gone.length > 0) await forgetInAnswer(pool, { chatId, answerId, gone })
  }
}

async function forgetInAnswer(
  pool: Pool,
  { chatId, answerId, gone }: { chatId: string; answerId: string; gone: string[] },
): Promise<void> {
  await pool.query(
    `UPDATE "Message" SET metadata = jsonb_set(metadata, '{memories}', coalesce(
       (SELECT jsonb_agg(e) FROM jsonb_array_elements(metadata->'memories') AS e
        WHERE e->>'id' <> ALL($3)), '[]'))
     WHERE "chatId" = $1 AND id = $2 AND jsonb_typeof(metadata->'memories') = 'array'`,
    [chatId, answerId, gone],
  )
}

/**
 * Deletes a user's memories with earlier versions of the same fact, and removes their text from
 * answers that used them.
 * @param ids null for all; then nothing is learnt from earlier messages any more
 * @returns the number of deleted memories
 */
export async function deleteMemories(
  connection: Pool | PoolClient,
  userId: string,
  ids: string[] | null,
): Promise<number> {
  const { rows } = await connection.query<{ count: number }>(
    `WITH marked AS (
       UPDATE "User" SET "memoriesDeletedAt" = now() WHERE id = $1 AND $2::text[] IS NULL
     ), deleted AS (
       DELETE FROM "Memory" WHERE "userId" = $1 AND ($2::text[] IS NULL OR id = ANY($2)
         OR ("validTo" IS NOT NULL AND fingerprint IN (
           SELECT fingerprint FROM "Memory" WHERE "userId" = $1 AND id = ANY($2))))
       RETURNING id
     ), used AS (
       UPDATE "Message" AS m SET metadata = jsonb_set(m.metadata, '{memories}', coalesce(
         (SELECT jsonb_agg(e) FROM jsonb_array_elements(m.metadata->'memories') AS e
          WHERE e->>'id' NOT IN (SELECT id FROM deleted)), '[]'))
       FROM "Chat" AS c WHERE c.id = m."chatId" AND c."userId" = $1
         AND jsonb_typeof(m.metadata->'memories') = 'array'
         AND EXISTS (SELECT FROM jsonb_array_elements(m.metadata->'memories') AS e
                     WHERE e->>'id' IN (SELECT id FROM deleted))
     )
     SELECT count(*)::int AS count FROM deleted`,
    [userId, ids],
  )
  return rows[0]?.count ?? 0
}
