import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { ZipReader } from '#lib/zip/zip-file.ts'
import type { OnProgress } from './export-tables.ts'
import { type BackupManifest, tableEntry } from './manifest.ts'

/**
 * Imports a backup's tables into an empty database with the same migrations, in one transaction, so
 * that a failure changes nothing.
 */
export async function importTables(
  client: PoolClient,
  zip: ZipReader,
  manifest: BackupManifest,
  onProgress: OnProgress,
): Promise<void> {
  await client.query('BEGIN')
  try {
    await deferForeignKeys(client, true)
    for (const { name, columns, rows } of manifest.tables) {
      // Migrations may have inserted rows that the backup contains too. Empty tables are skipped,
      // because append-only tables refuse `DELETE`.
      const { rowCount } = await client.query(`SELECT 1 FROM "${name}" LIMIT 1`)
      if (rowCount) await client.query(`DELETE FROM "${name}"`)
      const list = columns.map((column) => `"${column}"`).join(', ')
      const copying = client.query(copyFrom(`COPY "${name}" (${list}) FROM STDIN`))
      await pipeline(await zip.stream(tableEntry(name)), copying)
      if (copying.rowCount !== rows) {
        throw new Error(`${name}: ${copying.rowCount} rows came in, the backup names ${rows}.`)
      }
      onProgress({ table: name, rows })
    }
    for (const [name, last] of Object.entries(manifest.sequences)) {
      await client.query(`SELECT setval($1::regclass, $2::bigint)`, [`"${name}"`, last])
    }
    await client.query('SET CONSTRAINTS ALL IMMEDIATE')
    await deferForeignKeys(client, false)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/**
 * Defers foreign-key checks to the end of the transaction, because tables reference each other in
 * both directions. Disabling triggers would work too, but only for a superuser.
 */
async function deferForeignKeys(client: PoolClient, isDeferred: boolean): Promise<void> {
  const { rows } = await client.query<{ table: string; name: string }>(
    `SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name FROM pg_constraint
     WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`,
  )
  const mode = isDeferred ? 'DEFERRABLE INITIALLY DEFERRED' : 'NOT DEFERRABLE'
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} ${mode}`)
  }
}
