import type { PoolClient } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { AddEntry } from '#lib/zip/zip-file.ts'
import type { BackupManifest } from './manifest.ts'
import { tableEntry } from './manifest.ts'

/** Reports the progress of an export or import. */
export type OnProgress = (progress: { table: string; rows: number }) => void

type TableContent = Pick<BackupManifest, 'tables' | 'sequences' | 'migrations'>

/**
 * Exports all tables of Lumos in one transaction, which gives a consistent snapshot without
 * blocking writers. The job queue's tables (pg-boss) are left out.
 */
export async function exportTables(
  client: PoolClient,
  add: AddEntry,
  onProgress: OnProgress,
): Promise<TableContent> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  try {
    const tables: BackupManifest['tables'] = []
    for (const { name, columns } of await listTables(client)) {
      const list = columns.map((column) => `"${column}"`).join(', ')
      const copying = client.query(copyTo(`COPY "${name}" (${list}) TO STDOUT`))
      await add(tableEntry(name), copying)
      const rows = copying.rowCount ?? 0
      tables.push({ name, columns, rows })
      onProgress({ table: name, rows })
    }
    const migrations = await client.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
       WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
    )
    return {
      tables,
      sequences: await readSequences(client),
      migrations: migrations.rows.map(({ name }) => name),
    }
  } finally {
    await client.query('ROLLBACK')
  }
}

/**
/**
 * Tables that are not exported: the state of running instances and their runs, the migration
 * history, which the manifest contains, and the words of messages, which a trigger writes when they
 * are imported.
 */
const notExported = [
  'Instance',
  'RunClaim',
  'RunChunk',
  'ConfigVersion',
  'MessageWords',
  '_prisma_migrations',
]

/** The tables of Lumos with their columns, without generated ones. */
async function listTables(client: PoolClient): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name,
            array_agg(a.attname::text ORDER BY a.attnum)
              FILTER (WHERE a.attgenerated = '') AS columns
     FROM pg_class c
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
       AND c.relpersistence = 'p' AND NOT c.relname = ANY($1)
     GROUP BY c.relname ORDER BY c.relname`,
    [notExported],
  )
  return rows
}

async function readSequences(client: PoolClient): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value AS last FROM pg_sequences
     WHERE schemaname = current_schema()`,
  )
  return Object.fromEntries(rows.flatMap(({ name, last }) => (last ? [[name, last]] : [])))
}
