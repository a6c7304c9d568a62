import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaultyProxy } from './faulty-proxy.ts'
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

test('a silence ends the idle connections that have not been heard since, and no others', async () => {
  const proxy = await startFaultyProxy(database.url)
  const pool = createPool(proxy.url, { max: 3, deadlineMs: 5_000, siblings: new Set() })
  const [one, two] = await Promise.all([pool.connect(), pool.connect()])
  proxy.silence()
  const missed = one.query('SELECT 1')
  const heard = await pool.connect()
  const pid = 'SELECT pg_backend_pid() AS pid'
  const { rows } = await heard.query(pid)
  two.release()
  heard.release()
  await expect(missed).rejects.toThrow('did not answer within 5000 ms')
  one.release(true)
  expect(pool.idleCount).toBe(1)
  expect((await pool.query(pid)).rows).toEqual(rows)
  await pool.end()
  await proxy.close()
})
