import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { lockDataDirectory } from '#lib/data-directory-lock.ts'
import type { Env } from '#lib/env.ts'
import { StartError } from '#lib/errors.ts'
import { checkDatabase, createDatabase, type Database } from '../database.ts'
import { noDeadline } from '../deadline.ts'
import { homeFile } from '../embedded-layout.ts'
import { startEmbeddedServer } from '../embedded-server.ts'

/** A database that a command uses, whether Lumos is running or not. */
export interface OwnDatabase {
  database: Database
  /** Stops what the command started; the database server of a running Lumos stays up. */
  close(): Promise<void>
  /** Closes, and deletes an embedded database that was created for this. */
  discard(): Promise<void>
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
  const nothing = async () => undefined
  if (databaseUrl) return open(databaseUrl, nothing, nothing)
  if (!isNew && !(await hasDatabase(dataDir))) {
    throw new StartError(`There is no database in ${dataDir}. Name it with LUMOS_DATA_DIR.`)
  }
  // If another process has locked the directory, its running server is used.
  const release = await lockDataDirectory(dataDir).catch((error) => {
    if (isNew || !(error instanceof StartError)) throw error
    return null
  })
  const server = await startEmbeddedServer(dataDir)
  const endWith = (end: () => Promise<void>) => async () => {
    if (!release) return
    await end()
    await release()
  }
  const discard = isNew ? server.remove : server.stop
  return open(server.url('lumos'), endWith(server.stop), endWith(discard))
}

async function open(
  url: string,
  end: () => Promise<void>,
  remove: () => Promise<void>,
): Promise<OwnDatabase> {
  const database = createDatabase(url, { maxConnections: 2, deadlineMs: noDeadline })
  const close = async () => {
    await database.close()
    await end()
  }
  const discard = async () => {
    await database.close()
    await remove()
  }
  await checkDatabase(database).catch(async (error) => {
    await close()
    throw error
  })
  return { database, close, discard }
}

/** Whether this or an earlier version created an embedded database here. */
export async function hasDatabase(dataDir: string): Promise<boolean> {
  const traces = ['embedded-database', homeFile, join('postgres', 'cluster')]
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
