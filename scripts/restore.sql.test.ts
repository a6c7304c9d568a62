import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openOwnDatabase } from '#lib/db/backup/open-own-database.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing.ts'

const run = promisify(execFile)
const secret = 'a secret of at least thirty-two letters'
/** Each test starts several processes, among them a database server. */
const patienceMs = 300_000
let source: TestDatabase
let folder: string
let file: string

/** Runs the script as `lumos` does, with a data directory in the test's folder. */
async function script(name: string, args: string[], env: Record<string, string>) {
  const { DATABASE_URL: _, LUMOS_SECRET: __, ...inherited } = process.env
  const { stdout } = await run(process.execPath, [join('scripts', name), ...args], {
    env: { ...inherited, LUMOS_DATA_DIR: join(folder, 'source'), ...env },
  })
  return stdout
}

async function backup(name: string): Promise<string> {
  const to = join(folder, name)
  await script('backup.ts', ['--to', to], { DATABASE_URL: source.url })
  return join(to, (await readdir(to))[0] ?? '')
}

vi.setConfig({ testTimeout: patienceMs, hookTimeout: patienceMs })

beforeAll(async () => {
  source = await createTestDatabase()
  await source.prisma.user.create({ data: { id: 'u', name: 'Ada', email: 'ada@example.com' } })
  folder = await mkdtemp(join(tmpdir(), 'lumos-restore-test-'))
  await mkdir(join(folder, 'source'))
  await writeFile(join(folder, 'source', 'secret'), secret)
  file = await backup('backups')
})
afterAll(async () => {
  await source.drop()
  // As root the embedded database is outside the data directory.
  const home = await readFile(join(folder, 'restored', 'postgres-home'), 'utf8').catch(() => null)
  if (home) await rm(join('/var/lib/lumos', home.trim()), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
})

test('a backup is restored into a new data directory, with its secret, and only once', async () => {
  const dataDir = join(folder, 'restored')
  expect(await script('restore.ts', [file, '--data-dir', dataDir], {})).toContain(
    'The secret came with the backup',
  )
  expect(await readFile(join(dataDir, 'secret'), 'utf8')).toBe(secret)
  const own = await openOwnDatabase({ databaseUrl: undefined, dataDir }, { isNew: false })
  const users = await own.database.prisma.user.findMany()
  await own.close()
  expect(users.map(({ name }) => name)).toEqual(['Ada'])
  await expect(script('restore.ts', [file, '--data-dir', dataDir], {})).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has a database already'),
  })
})

test('a restore that fails leaves no empty database behind', async () => {
  const dataDir = join(folder, 'again')
  await source.pool.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
     VALUES ('x', '', '9999_later', now())`,
  )
  const newer = await backup('newer')
  await source.pool.query(`DELETE FROM _prisma_migrations WHERE id = 'x'`)
  await expect(script('restore.ts', [newer, '--data-dir', dataDir], {})).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('newer version of Lumos'),
  })
  expect(await readdir(dataDir)).toEqual([])
})

test('a backup whose uploaded files are damaged is refused in words, and leaves nothing', async () => {
  const text = 'what Ada uploaded, which is not compressed further by being said once'
  await mkdir(join(folder, 'source', 'files'))
  await writeFile(join(folder, 'source', 'files', 'notes'), text)
  const whole = await backup('with-files')
  const bytes = await readFile(whole)
  // The entries' sizes and the archive's directory stay as they are.
  const at = bytes.indexOf('files/notes') + 'files/notes'.length + 4
  bytes[at] = (bytes[at] ?? 0) ^ 1
  const damaged = join(folder, 'damaged.zip')
  await writeFile(damaged, bytes)
  const dataDir = join(folder, 'never')
  await expect(script('restore.ts', [damaged, '--data-dir', dataDir], {})).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^The uploaded files cannot be restored: .+\.\n$/),
  })
  expect(await readdir(dataDir)).toEqual(['files'])
  expect(await readdir(join(dataDir, 'files'))).toEqual([])
})

test('a backup is restored into an empty database of a URL, with the secret given', async () => {
  const empty = await createTestDatabase()
  await empty.pool.query('DROP SCHEMA public CASCADE')
  await empty.pool.query('CREATE SCHEMA public')
  const env = { DATABASE_URL: empty.url, LUMOS_DATA_DIR: join(folder, 'beside') }
  expect(await script('restore.ts', [file], { ...env, LUMOS_SECRET: secret })).toContain(
    'LUMOS_SECRET is the one of the backup',
  )
  expect(await empty.prisma.user.count()).toBe(1)
  await expect(script('restore.ts', [file], env)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The database has data already'),
  })
  await empty.drop()
})
