import type { Pool, PoolClient } from 'pg'

/** Runs `work` in a transaction while no other process takes in facts of this user. */
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

export interface RelatedMemory {
  id: string
  text: string
  fingerprint: string
  slot: string | null
  createdAt: Date
}

/**
 * The user's live memories of the same scope that may be about the same as a fact: of the same
 * slot, with all tokens of its core, or with no others than its own.
 */
export async function findRelatedMemories(
  client: PoolClient,
  fact: {
    userId: string
    agentId: string | null
    fingerprint: string
    slot: string | null
    core: string[]
    tokens: string[]
  },
): Promise<RelatedMemory[]> {
  const { rows } = await client.query<RelatedMemory>(
    `SELECT id, text, fingerprint, slot, "createdAt" FROM (
       SELECT *, string_to_array("searchText", ' ') AS words FROM "Memory"
       WHERE "userId" = $1 AND "agentId" IS NOT DISTINCT FROM $2
         AND ("validTo" IS NULL OR "validTo" > now())
     ) m
     WHERE fingerprint = $3 OR slot = $4
       OR ("searchText" <> '' AND (($5::text[] <> '{}' AND words @> $5) OR words <@ $6::text[]))
     ORDER BY (fingerprint = $3) IS TRUE DESC, (slot = $4) IS TRUE DESC, cardinality(words)
     LIMIT 50`,
    [fact.userId, fact.agentId, fact.fingerprint, fact.slot, fact.core, fact.tokens],
  )
  return rows
}

/** The memories are no longer true once their successor is; they stay as its history. */
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
