import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'
import { testRunLogs } from '../run-log.suite.ts'
import { createTwoInstances, type TwoInstances } from './testing.ts'

let database: TestDatabase
let instances: TwoInstances

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  instances = await createTwoInstances({ database })
  return instances.close
})

testRunLogs('runs on PostgreSQL, on their own instance', () => {
  const { one } = instances
  return { store: one, readers: one }
})

testRunLogs('runs on PostgreSQL, on another instance', () => {
  const { one, two } = instances
  return { store: one, readers: two }
})

test('what an instance was storing when its run was taken over is not lost', async () => {
  const run = { runId: crypto.randomUUID(), chatId: crypto.randomUUID(), userId: 'ada' }
  const client = await database.pool.connect()
  await client.query('BEGIN')
  await client.query(
    `INSERT INTO "RunChunk" ("runId", sequence, text, "isLast") VALUES ($1, 0, 'late', false)`,
    [run.runId],
  )
  const taking = instances.two.takeOver(run)
  const waiting = `SELECT FROM pg_locks WHERE relation = '"RunChunk"'::regclass AND NOT granted`
  await expect.poll(async () => (await database.pool.query(waiting)).rowCount).toBe(1)
  await client.query('COMMIT')
  client.release()
  const taken = await taking
  expect(taken?.text).toBe('late')
  taken?.writer.close()
})
