import type { Pool } from 'pg'

const users = 1_000
const models = 5

/**
 * Creates ended turns of many users, distributed evenly over the days.
 * @returns one of the users
 */
export async function createTurns(
  pool: Pool,
  {
    turns,
    days,
    agentIds,
    slug,
  }: { turns: number; days: number; agentIds: string[]; slug: string },
): Promise<string> {
  await pool.query(
    `INSERT INTO "User" (id, name, email, "updatedAt")
     SELECT 'user-' || n, 'User', 'user-' || n || '@lumos.test', now()
     FROM generate_series(1, ${users}) AS n`,
  )
  const batch = 100_000
  for (let from = 0; from < turns; from += batch) {
    await pool.query(
      `INSERT INTO "Turn" (id, "userId", "agentId", "instanceId", model, outcome, "outcomeReason",
         "startedAt", "ttfbMs", "totalMs", "inputTokens", "outputTokens", "tokensPerSecond", stages)
       SELECT 'turn-' || n, 'user-' || 1 + n % ${users}, ($4::text[])[1 + n % $5], 'bench',
         $6 || '/model-' || n % ${models},
         CASE WHEN n % 100 = 0 THEN 'error' ELSE 'complete' END,
         CASE WHEN n % 100 = 0 THEN 'provider-rate-limit' END,
         now() - make_interval(secs => n::float8 * $3 * 86400 / $7), ms + 120, ms + 3120, 900, 200,
         60, jsonb_build_array(
           jsonb_build_object('name', 'auth', 'startMs', 0, 'endMs', 1.2),
           jsonb_build_object('name', 'agent', 'startMs', 1.2, 'endMs', 1.3),
           jsonb_build_object('name', 'history', 'startMs', 1.2, 'endMs', 4.1),
           jsonb_build_object('name', 'memory', 'startMs', 1.2, 'endMs', 3.8),
           jsonb_build_object('name', 'prompt', 'startMs', 4.1, 'endMs', 4.4),
           jsonb_build_object('name', 'connect', 'startMs', 4.4, 'endMs', 118),
           jsonb_build_object('name', 'model', 'startMs', 118, 'endMs', ms + 118),
           jsonb_build_object('name', 'flush', 'startMs', ms + 118, 'endMs', ms + 120))
       FROM (SELECT n, exp(5.5 + 1.2 * random() + n % ${models} * 0.5) AS ms
             FROM generate_series($1::int, $2::int) AS n) AS drawn`,
      [from, Math.min(from + batch, turns) - 1, days, agentIds, agentIds.length, slug, turns],
    )
  }
  await pool.query('VACUUM ANALYZE "Turn"')
  return 'user-7'
}
