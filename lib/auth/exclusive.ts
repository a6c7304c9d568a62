import type { Pool } from 'pg'

/**
 * Runs work while no other process and no other call here does work of the same name. Calls wait
 * in this process first, so that together they hold one connection, not the whole pool.
 */
export function createExclusive(pool: Pool, name: string) {
  let last: Promise<unknown> = Promise.resolve()
  return function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(() => locked(pool, name, work))
    last = turn.catch(() => undefined)
    return turn
  }
}

async function locked<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name])
    return await work()
  } finally {
    await client.query('SELECT pg_advisory_unlock(hashtext($1))', [name])
    client.release()
  }
}
