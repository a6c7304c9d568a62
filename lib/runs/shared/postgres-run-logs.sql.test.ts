import { afterAll, beforeAll, beforeEach } from 'vitest'
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
