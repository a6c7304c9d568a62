import type { Pool } from 'pg'

/** Which turns are being answered, for the readers of their runs. */
export function createRunDirectory(pool: Pool, instanceId: string) {
  return {
    findElsewhere: (owner: { chatId: string; userId: string }) =>
      findRunElsewhere(pool, owner, instanceId),
    findRunning: (turnIds: string[]) => findRunningTurns(pool, turnIds),
  }
}

/** The turn that another instance is answering in this chat of the user; null if there is none. */
async function findRunElsewhere(
  pool: Pool,
  { chatId, userId }: { chatId: string; userId: string },
  instanceId: string,
): Promise<{ runId: string } | null> {
  const { rows } = await pool.query<{ runId: string }>(
    `SELECT id AS "runId" FROM "Turn"
     WHERE outcome = 'running' AND "chatId"::text = $1 AND "userId" = $2 AND "instanceId" <> $3
     ORDER BY "startedAt" DESC LIMIT 1`,
    [chatId, userId, instanceId],
  )
  return rows[0] ?? null
}

/** Those of the turns that are being answered. */
async function findRunningTurns(pool: Pool, turnIds: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM "Turn" WHERE id = ANY($1) AND outcome = 'running'`,
    [turnIds],
  )
  return new Set(rows.map(({ id }) => id))
}

/** Deletes chunks of runs that ended with their instance. */
export async function deleteOldChunks(pool: Pool): Promise<void> {
  await pool.query(
    `DELETE FROM "RunChunk" c WHERE "createdAt" < now() - interval '10 minutes' AND NOT EXISTS (
       SELECT 1 FROM "Turn" t WHERE t.id = c."runId" AND t.outcome = 'running')`,
  )
}
