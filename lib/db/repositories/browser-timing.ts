import type { Pool } from 'pg'
import type { BrowserTiming } from '#lib/contracts/latency/timing.ts'

/** @returns false if the user has no such turn without measurements */
export async function addBrowserTiming(
  pool: Pool,
  { userId, turnId, browser }: { userId: string; turnId: string; browser: BrowserTiming },
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `WITH turn AS (
       UPDATE "Turn" SET metadata = metadata || jsonb_build_object('browser', $3::jsonb)
       WHERE id = $1 AND "userId" = $2 AND outcome <> 'running'
         AND "startedAt" > now() - interval '10 minutes' AND NOT metadata ? 'browser'
       RETURNING id, "chatId", "assistantMessageId"
     ), answer AS (
       UPDATE "Message" m
       SET metadata = coalesce(m.metadata, '{}') || jsonb_build_object('browser', $3::jsonb)
       FROM turn
       WHERE m."chatId" = turn."chatId" AND m.id = turn."assistantMessageId"
         AND m."turnId" = turn.id
     )
     SELECT id FROM turn`,
    [turnId, userId, JSON.stringify(browser)],
  )
  return rowCount === 1
}
