import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { lockDataDirectory } from '#lib/data-directory-lock.ts'
import type { Env } from '#lib/env.ts'
import { StartError } from '#lib/errors.ts'
import { checkDatabase, createDatabase, type Database } from '../database.ts'
import { noDeadline } from '../deadline.ts'
import { startEmbeddedServer } from '../embedded-server.ts'

/** A database that a command uses, whether Lumos is running or not. */
export interface OwnDatabase {
  database: Database
  /** Stops what the command started; the database server of a running Lumos stays up. */
  close(): Promise<void>
}

/**
 * Opens the configured database, whether Lumos is running or not.
 * @param options.isNew creates an embedded database; otherwise it must exist
 * @throws StartError
 */
export async function openOwnDatabase(
  { databaseUrl, dataDir }: Pick<Env, 'databaseUrl' | 'dataDir'>,
  { isNew }: { isNew: boolean },
): Promise<OwnDatabase> {
  if (databaseUrl) return open(databaseUrl, async () => undefined)
  if (!isNew && !(await hasDatabase(dataDir))) {
    throw new StartError(`There is no database in ${dataDir}. Name it with LUMOS_DATA_DIR.`)
  }
  // If another process has locked the directory, its running server is used.
  const release = await lockDataDirectory(dataDir).catch((error) => {
    if (isNew || !(error instanceof StartError)) throw error
    return null
  })
  const server = await startEmbeddedServer(dataDir)
  return open(server.url('lumos'), async () => {
    if (!release) return
    await server.stop()
    await release()
  })
}

async function open(url: string, end: () => Promise<void>): Promise<OwnDatabase> {
  const database = createDatabase(url, { maxConnections: 2, deadlineMs: noDeadline })
  const close = async () => {
    await database.close()
    await end()
  }
  await checkDatabase(database).catch(async (error) => {
    await close()
    throw error
  })
  return { database, close }
}

/** Whether this or an earlier version created an embedded database here. */
export async function hasDatabase(dataDir: string): Promise<boolean> {
  const traces = ['embedded-database', 'postgres-home', join('postgres', 'cluster')]
  const found = await Promise.all(
    traces.map((trace) =>
      access(join(dataDir, trace)).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
