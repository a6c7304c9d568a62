import type { Pool } from 'pg'

/** A process without a heartbeat for this long counts as dead. */
const silenceMs = 30_000

/** Records that this process is alive. */
export async function recordHeartbeat(pool: Pool, instanceId: string): Promise<void> {
  await pool.query(
    `INSERT INTO "Instance" (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET "heartbeatAt" = now()`,
    [instanceId],
  )
}

export async function removeInstance(pool: Pool, instanceId: string): Promise<void> {
  await pool.query(`DELETE FROM "Instance" WHERE id = $1`, [instanceId])
}

/**
 * Marks the turns of dead processes as interrupted; their text so far stays.
 * @param options.isAlone no other process can use this database, so all others are dead
 * @returns the number of turns
 */
export async function interruptOrphanedTurns(
  pool: Pool,
  options: { instanceId: string; isAlone: boolean },
): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH dead AS (
       DELETE FROM "Instance"
       WHERE id <> $1 AND ($2 OR "heartbeatAt" < now() - $3 * interval '1 millisecond')
     ), orphan AS (
       UPDATE "Turn" SET outcome = 'interrupted', "outcomeReason" = 'process-ended'
       WHERE outcome = 'running' AND "instanceId" <> $1 AND ($2 OR "instanceId" NOT IN (
         SELECT id FROM "Instance" WHERE "heartbeatAt" >= now() - $3 * interval '1 millisecond'))
       RETURNING "chatId", "assistantMessageId"
     )
     UPDATE "Message" m SET status = 'interrupted', "statusReason" = 'process-ended'
     FROM orphan WHERE m."chatId" = orphan."chatId" AND m.id = orphan."assistantMessageId"`,
    [options.instanceId, options.isAlone, silenceMs],
  )
  return rowCount ?? 0
}
