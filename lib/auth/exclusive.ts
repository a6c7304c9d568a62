import type { Pool } from 'pg'

/** Runs work while nobody else runs work of the same name. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Runs work while no other process and no other call here does work of the same name. Calls wait
 * in this process first, so that together they hold one connection, not the whole pool.
 */
export function createExclusive(pool: Pool, name: string): Exclusively {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(() => locked(pool, name, work))
    last = turn.catch(() => undefined)
    return turn
  }
}

/** The lock belongs to a transaction, so that it cannot outlive its connection or stay behind. */
async function locked<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let isBroken = true
  try {
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [name])
    try {
      return await work()
    } finally {
      await client.query('COMMIT')
      isBroken = false
    }
  } finally {
    client.release(isBroken)
  }
}
