import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDataDirectory, readOrCreate } from '#lib/data-directory.ts'
import { secretEntry } from '#lib/db/backup/manifest.ts'
import { hasDatabase, openOwnDatabase } from '#lib/db/backup/open-own-database.ts'
import { openBackup, restoreDatabase, restoreFiles } from '#lib/db/backup/restore-backup.ts'
import { env } from '#lib/env.ts'
import { StartError } from '#lib/errors.ts'
import { runMaintenance } from './maintenance.ts'

type SecretState = 'restored' | 'given' | 'other' | 'missing'

const secretWords: Record<SecretState, string> = {
  restored: 'The secret came with the backup: provider keys and sign-ins work as before.',
  given: 'LUMOS_SECRET is the one of the backup: provider keys and sign-ins work as before.',
  other:
    'LUMOS_SECRET is not the secret of the backup: provider keys cannot be opened until it is, or until they are entered again.',
  missing:
    'The backup does not hold its secret: start with the LUMOS_SECRET that the original had, or enter the provider keys again.',
}

// `lumos restore FILE [--data-dir NEW] [--json]`: reads a backup into an empty database.
await runMaintenance(async (report) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'data-dir': { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const [file, surplus] = positionals
  if (!file || surplus) throw new StartError('Usage: lumos restore FILE [--data-dir NEW]')
  const { databaseUrl, secret: givenSecret, ...configured } = env()
  const dataDir = values['data-dir'] ? resolve(values['data-dir']) : configured.dataDir
  const backup = await openBackup(resolve(file))
  try {
    await requireNew(dataDir, databaseUrl)
    await openDataDirectory(dataDir)
    const own = await openOwnDatabase({ databaseUrl, dataDir }, { isNew: true })
    let files = 0
    try {
      await restoreDatabase(own.database.pool, backup, report.progress)
      files = await restoreFiles(backup, join(dataDir, 'files'))
    } catch (error) {
      // Lumos would begin anew with an empty database.
      await own.discard()
      throw error
    }
    await own.close()
    // A data directory that has a secret and no database is refused: it has lost its database.
    const backupSecret = backup.manifest.hasSecret ? await backup.zip.text(secretEntry) : null
    const secret = await restoreSecret(dataDir, givenSecret, backupSecret)
    const rows = backup.manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    report.result({ rows, files, dataDir, secret }, [
      `Restored: ${rows} rows and ${files} files of ${backup.manifest.createdAt} (Lumos ${backup.manifest.version}).`,
      databaseUrl
        ? `Start Lumos with the same DATABASE_URL and LUMOS_DATA_DIR=${dataDir}.`
        : `Start Lumos with LUMOS_DATA_DIR=${dataDir}.`,
      secretWords[secret],
    ])
  } finally {
    backup.zip.close()
  }
})

async function restoreSecret(
  dataDir: string,
  given: string | undefined,
  backup: string | null,
): Promise<SecretState> {
  if (given) return backup === null || backup.trim() === given ? 'given' : 'other'
  if (backup === null) return 'missing'
  const stored = await readOrCreate(join(dataDir, secretEntry), () => backup)
  return stored === backup.trim() ? 'restored' : 'other'
}

async function requireNew(dataDir: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl === undefined && existsSync(dataDir) && (await hasDatabase(dataDir))) {
    throw new StartError(
      `${dataDir} has a database already. Name a new folder with --data-dir; what is there stays untouched.`,
    )
  }
}
