import type { Pool, PoolClient } from 'pg'

/** Runs statements on one connection, in a transaction that an error rolls back. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let isBroken = true
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    isBroken = false
    return result
  } finally {
    // The end of the connection rolls the transaction back.
    client.release(isBroken)
  }
}
