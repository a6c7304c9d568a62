import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { diffSchemas } from './schema-diff.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  await cp('prisma/migrations', folder, { recursive: true })
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

async function addMigration(sql: string) {
  await cp(join(folder, '0001_init'), join(folder, '9999_next'), { recursive: true })
  await writeFile(join(folder, '9999_next', 'migration.sql'), sql)
}

/** Columns, constraints and indexes; indexes on expressions exist only in the migrations. */
async function structure({ pool }: TestDatabase) {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT regexp_replace(indexdef, ' WITH \\(.*\\)', '') FROM pg_indexes JOIN pg_class c ON c.relname = indexname
    JOIN pg_index i ON i.indexrelid = c.oid
    WHERE schemaname = 'public' AND i.indexprs IS NULL`)
  return rows
    .map(({ line }) => line)
    .filter((line) => !line.includes('_prisma_migrations'))
    .sort()
}

test('the migrations make exactly the tables of the schema', async () => {
  const sql = await diffSchemas(database.url, null, await readFile('prisma/schema.prisma', 'utf8'))
  const fresh = await createTestDatabase()
  try {
    await fresh.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await fresh.pool.query(sql)
    expect(await structure(database)).toEqual(await structure(fresh))
  } finally {
    await fresh.drop()
  }
})

test('a migrated database is left alone', async () => {
  expect(await migrate(database.pool, { folder })).toEqual([])
})

test('several processes that migrate at once apply each migration once', async () => {
  await addMigration('CREATE TABLE once (id int)')
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.pool, { folder })))
  expect(applied.flat()).toEqual(['9999_next'])
})

test('a migration that fails leaves nothing behind and stops the start', async () => {
  await addMigration('CREATE TABLE half (id int); SELECT nonsense')
  await expect(migrate(database.pool, { folder })).rejects.toThrow(/Migration 9999_next failed/)
  const { rows } = await database.pool.query(`SELECT to_regclass('half') AS found`)
  expect(rows[0].found).toBeNull()
  await addMigration('CREATE TABLE half (id int)')
  expect(await migrate(database.pool, { folder })).toEqual(['9999_next'])
})

test('a migration that was edited after it had been applied stops the start', async () => {
  await writeFile(join(folder, '0002_search', 'migration.sql'), 'SELECT 1')
  await expect(migrate(database.pool, { folder })).rejects.toThrow(/0002_search was changed/)
})

test('a database of a newer version is refused, and what is newer is named', async () => {
  await addMigration('CREATE TABLE "Later" (id TEXT)')
  await migrate(database.pool, { folder })
  await expect(migrate(database.pool)).rejects.toThrow(/newer version .*9999_next/)
})
