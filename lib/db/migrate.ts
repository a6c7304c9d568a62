import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { StartError } from '#lib/errors.ts'
import { noDeadline, withStatementDeadline } from './deadline.ts'

/** Prisma's own advisory lock for migrations. */
const advisoryLock = 72_707_369

interface Migration {
  name: string
  sql: string
  checksum: string
}

interface MigrateOptions {
  /** The folder of the migrations; Lumos's own by default. */
  folder?: string
  /** Applies only these. */
  only?: string[]
}

/**
 * Applies the missing migrations in order, each in one transaction, and records them like Prisma
 * does, so that `prisma migrate deploy` and `status` agree.
 * @returns the names of the migrations applied now
 * @throws StartError if a migration fails, was edited after it had been applied, or is unknown
 * because the database or the backup is of a newer version
 */
export function migrate(pool: Pool, options: MigrateOptions = {}): Promise<string[]> {
  return withStatementDeadline(noDeadline, () => applyMissing(pool, options))
}

async function applyMissing(
  pool: Pool,
  { folder = join(process.cwd(), 'prisma', 'migrations'), only }: MigrateOptions,
): Promise<string[]> {
  const all = await readMigrations(folder)
  const migrations = only ? all.filter(({ name }) => only.includes(name)) : all
  requireKnown(only ?? [], all)
  const client = await pool.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    await client.query(createTableSql)
    const applied = await readApplied(client)
    requireKnown(applied.keys(), all)
    const missing = migrations.filter((migration) => !isApplied(migration, applied))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined)
    client.release()
  }
}

/** An older program could misread and damage what a newer one has changed. */
function requireKnown(names: Iterable<string>, migrations: Migration[]): void {
  const unknown = [...names].filter((name) => !migrations.some((each) => each.name === name))
  const [first] = unknown
  if (first === undefined) return
  throw new StartError(
    `The database is of a newer version of Lumos (migration ${first} is not known here). Install that version, or restore a backup made before the upgrade.`,
  )
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function readApplied(client: PoolClient): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; checksum: string; isDone: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isDone"
     FROM _prisma_migrations WHERE rolled_back_at IS NULL`,
  )
  const failed = rows.find(({ isDone }) => !isDone)
  if (failed) {
    throw new StartError(
      `Migration ${failed.name} failed before. Repair the database, then run "prisma migrate resolve".`,
    )
  }
  return new Map(rows.map(({ name, checksum }) => [name, checksum]))
}

function isApplied({ name, checksum }: Migration, applied: Map<string, string>): boolean {
  const recorded = applied.get(name)
  if (recorded !== undefined && recorded !== checksum) {
    throw new StartError(
      `Migration ${name} was changed after it had been applied to this database.`,
    )
  }
  return recorded !== undefined
}

async function apply(client: PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new StartError(
      `Migration ${name} failed: ${cause instanceof Error ? cause.message : cause}`,
      cause,
    )
  }
}

const createTableSql = `
CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`
