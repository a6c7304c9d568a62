import { randomBytes } from 'node:crypto'
import { createDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { startTemporaryServer } from './temporary-server.ts'
import { execute, templateVariable, testServerVariable, withDatabase } from './testing.ts'

/**
 * Starts one PostgreSQL for all test files, or uses the one in `TEST_DATABASE_URL`, and creates the
 * template from which their databases are copied.
 */
export default async function setup() {
  const external = process.env.TEST_DATABASE_URL
  const embedded = external ? undefined : await startTemporaryServer()
  const server = external ?? embedded?.url('postgres') ?? ''
  const template = `template_${randomBytes(8).toString('hex')}`
  await execute(server, `CREATE DATABASE ${template}`)
  const database = createDatabase(withDatabase(server, template), { maxConnections: 2 })
  await migrate(database.pool)
  await database.close()
  process.env[testServerVariable] = server
  process.env[templateVariable] = template

  return async () => {
    await execute(server, `DROP DATABASE ${template} WITH (FORCE)`)
    await embedded?.stop()
  }
}
