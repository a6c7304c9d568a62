import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { createDatabase, type Database } from './database.ts'

/** Set by the test runner's global set-up. */
export const testServerVariable = 'LUMOS_TEST_SERVER_URL'
export const templateVariable = 'LUMOS_TEST_TEMPLATE'

/** A database of its own, with all migrations applied. */
export interface TestDatabase extends Database {
  /** Closes and removes the database. */
  drop(): Promise<void>
}

/** A busy machine is no fault of the database. */
const patientMs = 30_000

export interface TestDatabaseOptions {
  /** Leads the connections somewhere else than to the server itself. */
  through?: (url: string) => Promise<string>
  deadlineMs?: number
}

/** Creates a fresh database on the test server; every test file has its own. */
export async function createTestDatabase({
  through = async (url) => url,
  deadlineMs = patientMs,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = required(testServerVariable)
  const name = `test_${randomBytes(8).toString('hex')}`
  await execute(server, `CREATE DATABASE ${name} TEMPLATE ${required(templateVariable)}`)
  const url = await through(withDatabase(server, name))
  const database = createDatabase(url, { deadlineMs })
  return {
    ...database,
    async drop() {
      await database.close()
      await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)
    },
  }
}

/** The same server's URL with another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.toString()
}

export async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: the tests need their global set-up.`)
  return value
}
