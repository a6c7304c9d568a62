import type { Pool } from 'pg'
import { leaseMs } from './instances.ts'
import { saveTurnEventsSql } from './turn-events.ts'

/** A run that outlived its instance; its claim belongs to the asking instance now. */
export interface TakenRun {
  runId: string
  /** The turn of the dead instance. */
  turnId: string
  chatId: string
  userId: string
  agentId: string
  /** The unfinished answer. */
  assistantMessageId: string
  isTemporary: boolean
}

interface TakeOptions {
  instanceId: string
  /** The data directory of the instance: its earlier processes are dead. */
  home: string | null
  /** The turns that this instance executes; its other claims are leftovers. */
  turnIds: string[]
  /** No other process can use this database, so all others are dead. */
  isAlone: boolean
  /**
   * Whether an expired lease means death. Not right after the database was away, when no instance
   * has renewed its lease yet.
   */
  areLeasesCurrent: boolean
}

/** Longer than any instance has been silent, in milliseconds. */
const never = 1e12

/** A run that ends its instance each time must not end all of them. */
const mostTakeOvers = 3

/**
 * Ends the turns of dead instances, in one statement. The text so far stays. Their runs are taken
 * over where the agent wants them continued; the other answers are marked as interrupted.
 */
export async function takeLostRuns(pool: Pool, options: TakeOptions): Promise<TakenRun[]> {
  const { rows } = await pool.query<TakenRun>({
    name: 'take-lost-runs',
    text: takeSql,
    values: [
      options.instanceId,
      options.home,
      options.turnIds,
      options.isAlone,
      options.areLeasesCurrent ? leaseMs : never,
    ],
  })
  return rows
}

const takeSql = `
WITH dead AS (
  SELECT id FROM "Instance" WHERE id <> $1
    AND ($4 OR home = $2 OR "lastSeenAt" < now() - $5 * interval '1 millisecond')
), gone AS (
  DELETE FROM "Instance" i USING dead WHERE i.id = dead.id
), lost AS (
  SELECT c."chatId", c."runId", c."userId", t.id AS "turnId", t."agentId", t."assistantMessageId",
    c."stopRequested", coalesce(a."onInstanceLoss" = 'continue', false)
      AND NOT c."stopRequested" AND c."takeOvers" < ${mostTakeOvers} AS "goesOn"
  FROM "RunClaim" c JOIN "Turn" t ON t.id = c."turnId" LEFT JOIN "Agent" a ON a.id = t."agentId"
  WHERE c."turnId" <> ALL ($3::text[]) AND (
    c."instanceId" IN (SELECT id FROM dead)
    OR $4 AND c."instanceId" <> $1
    -- An instance that was taken for dead may claim a run before it has a lease again.
    OR c."takenAt" < now() - $5 * interval '1 millisecond'
      AND NOT EXISTS (SELECT 1 FROM "Instance" i WHERE i.id = c."instanceId" AND i.id <> $1))
  FOR UPDATE OF c SKIP LOCKED
), taken AS (
  UPDATE "RunClaim" c SET "instanceId" = $1, "takenAt" = now(), "takeOvers" = c."takeOvers" + 1
  FROM lost WHERE c."chatId" = lost."chatId" AND lost."goesOn"
), dropped AS (
  DELETE FROM "RunClaim" c USING lost WHERE c."chatId" = lost."chatId" AND NOT lost."goesOn"
), unclaimed AS (
  SELECT t.id AS "turnId", t."chatId", t."assistantMessageId", false AS "stopRequested",
    false AS "goesOn"
  FROM "Turn" t
  WHERE t.outcome = 'running' AND t."instanceId" <> $1
    AND ($4 OR t."startedAt" < now() - $5 * interval '1 millisecond')
    AND NOT EXISTS (SELECT 1 FROM "RunClaim" c WHERE c."turnId" = t.id)
    AND NOT EXISTS (
      SELECT 1 FROM "Instance" i WHERE i.id = t."instanceId" AND i.id NOT IN (SELECT id FROM dead))
), ended AS (
  SELECT "turnId", "chatId", "assistantMessageId", "stopRequested", "goesOn" FROM lost
  UNION ALL SELECT * FROM unclaimed
), turn AS (
  UPDATE "Turn" t SET outcome = CASE WHEN "stopRequested" THEN 'stopped' ELSE 'interrupted' END,
    "outcomeReason" = CASE WHEN NOT "stopRequested" THEN 'process-ended' END
  FROM ended WHERE t.id = ended."turnId" AND t.outcome = 'running'
  RETURNING t.id, t."agentId", t."ttfbMs"
), event AS (${saveTurnEventsSql('turn')}
), message AS (
  UPDATE "Message" m SET status = CASE WHEN "stopRequested" THEN 'stopped' ELSE 'interrupted' END,
    "statusReason" = CASE WHEN NOT "stopRequested" THEN 'process-ended' END
  FROM ended
  WHERE m."chatId" = ended."chatId" AND m.id = ended."assistantMessageId" AND NOT "goesOn"
    AND m.status = 'streaming'
)
SELECT lost."runId", lost."turnId", lost."chatId", lost."userId", lost."agentId", lost."assistantMessageId",
  chat.temporary AS "isTemporary"
FROM lost JOIN "Chat" chat ON chat.id = lost."chatId" WHERE "goesOn"`

/** The turns of the runs that the database has for an instance. */
export async function readClaims(pool: Pool, instanceId: string): Promise<string[]> {
  const { rows } = await pool.query<{ turnId: string }>(
    `SELECT "turnId" FROM "RunClaim" WHERE "instanceId" = $1`,
    [instanceId],
  )
  return rows.map(({ turnId }) => turnId)
}

/** The chats of an instance's runs that no other instance would go on with. */
export async function readUncontinued(pool: Pool, instanceId: string): Promise<string[]> {
  const { rows } = await pool.query<{ chatId: string }>(
    `SELECT c."chatId" FROM "RunClaim" c JOIN "Turn" t ON t.id = c."turnId"
     LEFT JOIN "Agent" a ON a.id = t."agentId"
     WHERE c."instanceId" = $1
       AND (a."onInstanceLoss" IS DISTINCT FROM 'continue' OR c."takeOvers" >= ${mostTakeOvers})`,
    [instanceId],
  )
  return rows.map(({ chatId }) => chatId)
}

/**
 * Marks a run that was taken over and cannot go on.
 */
export async function giveUpRun(pool: Pool, { runId }: Pick<TakenRun, 'runId'>): Promise<void> {
  await pool.query(
    `WITH claim AS (
       DELETE FROM "RunClaim" WHERE "runId" = $1 RETURNING "chatId", "turnId"
     )
     UPDATE "Message" m SET status = 'interrupted', "statusReason" = 'process-ended'
     FROM claim, "Turn" t WHERE t.id = claim."turnId" AND m."chatId" = claim."chatId"
       AND m.id = t."assistantMessageId" AND m.status = 'streaming'`,
    [runId],
  )
}

/** How many of these turns are claimed, by whichever instance. */
export async function countClaims(pool: Pool, turnIds: string[]): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "RunClaim" WHERE "turnId" = ANY ($1)`,
    [turnIds],
  )
  return rows[0]?.count ?? 0
}

/** Asks for the end of runs that other instances execute. @returns the turns of these runs */
export async function requestStops(
  pool: Pool,
  which: { instanceId: string; userId?: string | undefined; chatId?: string | undefined },
): Promise<string[]> {
  const { rows } = await pool.query<{ turnId: string }>(
    `UPDATE "RunClaim" SET "stopRequested" = true
     WHERE "instanceId" <> $1 AND ($2::text IS NULL OR "userId" = $2)
       AND ($3::text IS NULL OR "chatId"::text = $3)
     RETURNING "turnId"`,
    [which.instanceId, which.userId ?? null, which.chatId ?? null],
  )
  return rows.map(({ turnId }) => turnId)
}
