import type { Pool } from 'pg'

/** Which turns are being answered, for the readers of their runs. */
export function createRunDirectory(pool: Pool, instanceId: string) {
  return {
    findElsewhere: (owner: { chatId: string; userId: string }) =>
      findRunElsewhere(pool, owner, instanceId),
    findRunning: (runIds: string[]) => findRunning(pool, runIds),
  }
}

/** The run of another instance in this chat of the user; null if there is none. */
async function findRunElsewhere(
  pool: Pool,
  { chatId, userId }: { chatId: string; userId: string },
  instanceId: string,
): Promise<{ runId: string } | null> {
  const { rows } = await pool.query<{ runId: string }>(
    `SELECT "runId" FROM "RunClaim"
     WHERE "chatId"::text = $1 AND "userId" = $2 AND "instanceId" <> $3`,
    [chatId, userId, instanceId],
  )
  return rows[0] ?? null
}

/** Those of the runs that an instance executes or may take over. */
async function findRunning(pool: Pool, runIds: string[]): Promise<Set<string>> {
  const { rows } = await pool.query<{ runId: string }>(
    `SELECT "runId" FROM "RunClaim" WHERE "runId" = ANY($1)`,
    [runIds],
  )
  return new Set(rows.map(({ runId }) => runId))
}

/** Deletes chunks of runs that ended with their instance. */
export async function deleteOldChunks(pool: Pool): Promise<void> {
  await pool.query(
    `DELETE FROM "RunChunk" c WHERE "createdAt" < now() - interval '10 minutes' AND NOT EXISTS (
       SELECT 1 FROM "RunClaim" r WHERE r."runId" = c."runId")`,
  )
}
