import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatabase } from './database.ts'
import { startEmbeddedServer } from './embedded-server.ts'
import { migrate } from './migrate.ts'
import { execute, templateVariable, testServerVariable, withDatabase } from './testing.ts'

/**
 * Starts one PostgreSQL for all test files, or takes the one in `TEST_DATABASE_URL`, and makes the
 * template that their databases are copied from.
 */
export default async function setup() {
  const external = process.env.TEST_DATABASE_URL
  const embedded = external ? undefined : await startOwnServer()
  const server = external ?? embedded?.url ?? ''
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

async function startOwnServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-test-'))
  const server = await startEmbeddedServer(dataDir)
  return {
    url: server.url('postgres'),
    async stop() {
      await server.stop()
      // As root the cluster lies outside of the data directory.
      const id = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => '')
      if (id) await rm(join('/var/lib/lumos', id.trim()), { recursive: true, force: true })
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
