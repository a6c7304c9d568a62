import type { PoolClient } from 'pg'
import type { TurnJob } from './repositories/turn-writes.ts'

/**
 * Takes the jobs of ended turns, also of those that ended with their process, in a transaction that
 * puts them into the job queues. Each is taken once, whichever instances do this at the same time.
 * @param names the queues that this process knows
 */
export async function takeTurnJobs(client: PoolClient, names: string[]): Promise<TurnJob[]> {
  const { rows } = await client.query<TurnJob>({
    name: 'take-turn-jobs',
    text: takeSql,
    values: [names],
  })
  return rows
}

const takeSql = `
WITH due AS (
  SELECT w.name, w.key FROM "TurnJob" w JOIN "Turn" t ON t.id = w."turnId"
  WHERE t.outcome <> 'running' AND w.name = ANY ($1)
  FOR UPDATE OF w SKIP LOCKED
)
DELETE FROM "TurnJob" j USING due WHERE j.name = due.name AND j.key = due.key
RETURNING j.name, j.key, j.data`
