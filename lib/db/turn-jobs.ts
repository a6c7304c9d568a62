import type { Pool, PoolClient } from 'pg'
import type { TurnJob } from './repositories/turn-writes.ts'

/**
 * Moves the jobs of ended turns, also of those that ended with their process, to the job queues. A
 * job is moved once, whichever instances do this at the same time.
 * @param names the queues that this process knows
 * @param insert puts the jobs into a queue, on the given connection
 * @returns the names of the queues that got jobs
 */
export async function forwardTurnJobs(
  pool: Pool,
  names: string[],
  insert: (client: PoolClient, name: string, jobs: TurnJob[]) => Promise<void>,
): Promise<string[]> {
  const client = await pool.connect()
  let isBroken = true
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<TurnJob>({
      name: 'take-turn-jobs',
      text: takeSql,
      values: [names],
    })
    const byName = Map.groupBy(rows, ({ name }) => name)
    for (const [name, jobs] of byName) await insert(client, name, jobs)
    await client.query('COMMIT')
    isBroken = false
    return [...byName.keys()]
  } finally {
    // The end of the connection rolls the transaction back.
    client.release(isBroken)
  }
}

const takeSql = `
WITH due AS (
  SELECT w.name, w.key FROM "TurnJob" w JOIN "Turn" t ON t.id = w."turnId"
  WHERE t.outcome <> 'running' AND w.name = ANY ($1)
  FOR UPDATE OF w SKIP LOCKED
)
DELETE FROM "TurnJob" j USING due WHERE j.name = due.name AND j.key = due.key
RETURNING j.name, j.key, j.data`
