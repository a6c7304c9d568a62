import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import { StartError } from '#lib/errors.ts'
import { openZip, type ZipReader } from '#lib/zip/zip-file.ts'
import { migrate } from '../migrate.ts'
import type { OnProgress } from './export-tables.ts'
import { importTables } from './import-tables.ts'
import { type BackupManifest, filesFolder, manifestEntry, manifestSchema } from './manifest.ts'

/** An archive with a valid manifest. */
export interface OpenBackup {
  zip: ZipReader
  manifest: BackupManifest
}

/** @throws StartError if the file is not a backup or this version cannot read it */
export async function openBackup(path: string): Promise<OpenBackup> {
  const zip = await openZip(path, { isChecked: true }).catch((cause: Error) => {
    throw new StartError(`${path} is not a backup, or is damaged: ${cause.message}`, cause)
  })
  try {
    const manifest = manifestSchema.parse(JSON.parse(await zip.text(manifestEntry)))
    return { zip, manifest }
  } catch (cause) {
    zip.close()
    throw new StartError(`${path} is not a backup of Lumos that this version understands.`, cause)
  }
}

/**
 * Restores a backup into an empty database: applies the backup's migrations, imports the rows, then
 * applies the later migrations.
 * @throws StartError if the database has data, or the backup is damaged or of a newer version
 */
export async function restoreDatabase(
  pool: Pool,
  { zip, manifest }: OpenBackup,
  onProgress: OnProgress,
): Promise<void> {
  await requireEmpty(pool)
  await migrate(pool, { only: manifest.migrations })
  const client = await pool.connect()
  try {
    await importTables(client, zip, manifest, onProgress).catch((cause: Error) => {
      throw new StartError(`The backup cannot be read in: ${cause.message}.`, cause)
    })
    // The process that ran these answers does not exist any more.
    await client.query(
      `UPDATE "Message" SET status = 'interrupted', "statusReason" = 'process-ended'
       WHERE status = 'streaming'`,
    )
    await client.query(
      `UPDATE "Turn" SET outcome = 'interrupted', "outcomeReason" = 'process-ended'
       WHERE outcome = 'running'`,
    )
  } finally {
    client.release()
  }
  await migrate(pool)
}

/**
 * Extracts the backup's uploaded files into a folder; all of them or none.
 * @returns their number
 * @throws StartError if the backup is damaged, or one of the files is there already
 */
export async function restoreFiles({ zip }: OpenBackup, folder: string): Promise<number> {
  const written: string[] = []
  try {
    for (const name of zip.names()) {
      if (!name.startsWith(filesFolder) || name.endsWith('/')) continue
      const path = normalize(join(folder, name.slice(filesFolder.length)))
      if (!path.startsWith(join(folder, '/'))) throw new Error(`the backup names ${name}`)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await open(path, 'wx', 0o600)
      written.push(path)
      await pipeline(await zip.stream(name), file.createWriteStream())
    }
  } catch (cause) {
    await Promise.all(written.map((path) => rm(path, { force: true })))
    const reason = cause instanceof Error ? cause.message : cause
    throw new StartError(`The uploaded files cannot be restored: ${reason}.`, cause)
  }
  return written.length
}

async function requireEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' LIMIT 1`,
  )
  if (rows[0]) {
    throw new StartError(
      `The database has data already (table ${rows[0].name}). Restore into an empty one.`,
    )
  }
}
