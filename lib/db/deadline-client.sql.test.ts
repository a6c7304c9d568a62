import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from './patient-pool.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
})

/** Nothing in this process goes on meanwhile. */
function standStill(ms: number) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

test('an answer that came in time counts, however long this process stood still', async () => {
  const pool = createPool(database.url, { max: 1, deadlineMs: 1_000, siblings: new Set() })
  const client = await pool.connect()
  const answer = client.query('SELECT 1 AS answer')
  standStill(4_000)
  expect((await answer).rows).toEqual([{ answer: 1 }])
  client.release()
  await pool.end()
})

test('so does a connection that was made meanwhile', async () => {
  const pool = createPool(database.url, { max: 1, deadlineMs: 1_000, siblings: new Set() })
  const connecting = pool.connect()
  standStill(4_000)
  const client = await connecting
  expect((await client.query('SELECT 1 AS answer')).rows).toEqual([{ answer: 1 }])
  client.release()
  await pool.end()
})
