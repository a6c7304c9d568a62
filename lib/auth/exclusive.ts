import type { Pool } from 'pg'
import { withStatementDeadline, workDeadlineMs } from '#lib/db/deadline.ts'

/** Runs work under a lock that only one caller holds at a time. */
export type Exclusively = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A lock by name across processes and calls. Calls queue in this process first, so that together
 * they hold one connection and not the whole pool.
 */
export function createExclusive(pool: Pool, name: string): Exclusively {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(() => locked(pool, name, work))
    last = turn.catch(() => undefined)
    return turn
  }
}

/** Takes a transaction-level advisory lock, which PostgreSQL releases when the connection ends. */
async function locked<T>(pool: Pool, name: string, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let isBroken = true
  try {
    await client.query('BEGIN')
    // The others' work is waited for.
    await withStatementDeadline(workDeadlineMs, () =>
      client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [name]),
    )
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
