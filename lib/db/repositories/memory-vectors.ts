import type { Pool } from 'pg'

/** A memory without a vector of the embedding model. */
export interface UnembeddedMemory {
  id: string
  text: string
}

export async function findUnembedded(
  pool: Pool,
  request: { userId: string; model: string; limit: number },
): Promise<UnembeddedMemory[]> {
  const { rows } = await pool.query<UnembeddedMemory>(
    `SELECT m.id, m.text FROM "Memory" m
     LEFT JOIN "MemoryVector" v ON v."memoryId" = m.id AND v.model = $2 AND v."textHash" = md5(m.text)
     WHERE m."userId" = $1 AND v."memoryId" IS NULL
     ORDER BY m."createdAt" DESC, m.id LIMIT $3`,
    [request.userId, request.model, request.limit],
  )
  return rows
}

/** Saves vectors, except for memories that were deleted meanwhile. */
export async function saveVectors(
  pool: Pool,
  model: string,
  rows: { id: string; text: string; vector: Buffer }[],
): Promise<void> {
  await pool.query(
    `INSERT INTO "MemoryVector" ("memoryId", model, "textHash", vector)
     SELECT m.id, $1, md5(v.text), v.vector
     FROM unnest($2::text[], $3::text[], $4::bytea[]) AS v(id, text, vector)
     JOIN "Memory" m ON m.id = v.id
     ON CONFLICT ("memoryId") DO UPDATE
       SET model = EXCLUDED.model, "textHash" = EXCLUDED."textHash", vector = EXCLUDED.vector`,
    [
      model,
      rows.map(({ id }) => id),
      rows.map(({ text }) => text),
      rows.map(({ vector }) => vector),
    ],
  )
}

/** The number of memories, and of those with a vector of the model. */
export async function countVectors(
  pool: Pool,
  model: string,
): Promise<{ memories: number; embedded: number }> {
  const { rows } = await pool.query<{ memories: number; embedded: number }>(
    `SELECT count(*)::int AS memories, count(v."memoryId")::int AS embedded FROM "Memory" m
     LEFT JOIN "MemoryVector" v ON v."memoryId" = m.id AND v.model = $1 AND v."textHash" = md5(m.text)`,
    [model],
  )
  return rows[0] ?? { memories: 0, embedded: 0 }
}

/** The users with memories that have no vector of the model. */
export async function findUsersToEmbed(pool: Pool, model: string): Promise<string[]> {
  const { rows } = await pool.query<{ userId: string }>(
    `SELECT DISTINCT m."userId" FROM "Memory" m
     LEFT JOIN "MemoryVector" v ON v."memoryId" = m.id AND v.model = $1 AND v."textHash" = md5(m.text)
     WHERE v."memoryId" IS NULL`,
    [model],
  )
  return rows.map(({ userId }) => userId)
}
