import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Pool } from 'pg'
import { type AddEntry, writeZip } from '#lib/zip/zip-file.ts'
import { exportTables, type OnProgress } from './export-tables.ts'
import { type BackupManifest, filesFolder, manifestEntry, secretEntry } from './manifest.ts'

export interface CreateBackupOptions {
  pool: Pool
  /** Path of the archive to create. */
  path: string
  version: string
  /**
   * The data directory's secret; null if it is configured elsewhere, and then not part of the
   * backup.
   */
  secret: string | null
  /** Folder of uploaded files; they are skipped if it does not exist. */
  filesDir: string
  onProgress: OnProgress
}

/**
 * Writes a backup of a database that may be in use: a ZIP archive (mode 0600) with each table in
 * PostgreSQL's COPY format, the uploaded files, the secret and a manifest. Any later version of
 * Lumos and of PostgreSQL can restore it.
 */
export async function createBackup(
  options: CreateBackupOptions,
): Promise<{ manifest: BackupManifest; bytes: number }> {
  const { pool, path, version, secret, filesDir, onProgress } = options
  const client = await pool.connect()
  let manifest: BackupManifest | undefined
  try {
    const { bytes } = await writeZip(path, async (add) => {
      const createdAt = new Date().toISOString()
      const content = await exportTables(client, add, onProgress)
      const files = await addFiles(filesDir, add)
      if (secret !== null) await add(secretEntry, secret)
      manifest = { format: 1, version, createdAt, ...content, hasSecret: secret !== null, files }
      await add(manifestEntry, JSON.stringify(manifest, null, 2))
    })
    if (!manifest) throw new Error('The backup has no manifest.')
    return { manifest, bytes }
  } finally {
    client.release()
  }
}

/** Files are immutable, so every file that the tables reference is complete. */
async function addFiles(folder: string, add: AddEntry): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  let count = 0
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    await add(`${filesFolder}${relative(folder, path)}`, createReadStream(path))
    count += 1
  }
  return count
}
