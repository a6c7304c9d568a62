import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDataDirectory } from '#lib/data-directory.ts'
import { createBackup } from '#lib/db/backup/create-backup.ts'
import { openOwnDatabase } from '#lib/db/backup/open-own-database.ts'
import { env } from '#lib/env.ts'
import { runMaintenance } from './maintenance.ts'

// `lumos backup [--to DIR] [--json]`: writes a backup of this machine's Lumos, running or not.
await runMaintenance(async (report) => {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const { dataDir, secret, databaseUrl } = env()
  await openDataDirectory(dataDir)
  const folder = resolve(values.to ?? join(dataDir, 'backups'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const own = await openOwnDatabase({ databaseUrl, dataDir }, { isNew: false })
  try {
    const stamp = new Date().toISOString().slice(0, 23).replaceAll(/[:.]/g, '-')
    const path = join(folder, `lumos-${stamp}.zip`)
    const { version } = JSON.parse(await readFile('package.json', 'utf8'))
    const { manifest, bytes } = await createBackup({
      pool: own.database.pool,
      path,
      version,
      secret: secret ? null : await readFile(join(dataDir, 'secret'), 'utf8').catch(() => null),
      filesDir: join(dataDir, 'files'),
      onProgress: report.progress,
    })
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
    report.result({ path, bytes, rows, hasSecret: manifest.hasSecret, files: manifest.files }, [
      `Backup written: ${path}`,
      `${rows} rows, ${manifest.files} files, ${(bytes / 1e6).toFixed(1)} MB.`,
      manifest.hasSecret
        ? 'It holds the secret that opens provider keys: store it as carefully as a password.'
        : 'LUMOS_SECRET is not in it: without it the stored provider keys cannot be opened.',
    ])
  } finally {
    await own.close()
  }
})
