import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing.ts'
import { createBackup } from './create-backup.ts'
import { openBackup, restoreDatabase, restoreFiles } from './restore-backup.ts'

let source: TestDatabase
let folder: string

const oddText = 'quotes " \' back\\slash \ttab\nline, 漢字, 👩‍👩‍👧, \u202ertl, \\N \\. end'

beforeAll(async () => {
  source = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'lumos-backup-test-'))
  const { prisma } = source
  await prisma.user.create({ data: { id: 'u', name: 'Ünï', email: 'u@example.com' } })
  await addChat('first', 'complete')
  await addChat('second', 'streaming')
})
afterAll(async () => {
  await source.drop()
  await rm(folder, { recursive: true, force: true })
})

async function addChat(id: string, status: 'complete' | 'streaming') {
  const message = (role: string, parentId: string | null, state: string) => ({
    id: `${id}-${role}`,
    role,
    parentId,
    status: state,
    parts: [{ type: 'text', text: `${oddText} ${id}` }],
  })
  await source.prisma.chat.create({
    data: {
      id: crypto.randomUUID(),
      userId: 'u',
      title: `${id} ${oddText}`,
      messages: {
        create: [message('user', null, 'complete'), message('assistant', `${id}-user`, status)],
      },
    },
  })
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  await database.pool.query('DROP SCHEMA public CASCADE')
  await database.pool.query('CREATE SCHEMA public')
  onTestFinished(() => database.drop())
  return database
}

const backup = (name: string, filesDir = join(folder, 'none')) =>
  createBackup({
    pool: source.pool,
    path: join(folder, name),
    version: '1.2.3',
    secret: 'a secret of at least thirty-two letters',
    filesDir,
    onProgress: () => undefined,
  })

async function restore(database: TestDatabase, name: string) {
  const opened = await openBackup(join(folder, name))
  try {
    await restoreDatabase(database.pool, opened, () => undefined)
  } finally {
    opened.zip.close()
  }
}

/** A digest of each table's rows. */
async function digests({ pool }: TestDatabase, but: string[] = []) {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !but.includes(name))
  const pairs = await Promise.all(
    tables.sort().map(async (name) => {
      const { rows: found } = await pool.query<{ digest: string }>(
        `SELECT count(*) || md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS digest
         FROM "${name}" t`,
      )
      return [name, found[0]?.digest]
    }),
  )
  return Object.fromEntries(pairs)
}

test('a backup restores row for row, and its owner alone can read it', async () => {
  const { manifest, bytes } = await backup('whole.zip')
  const target = await emptyDatabase()
  await restore(target, 'whole.zip')
  // Messages that were streaming during the backup are marked as interrupted, and the restored
  // settings count as changes.
  const changed = ['_prisma_migrations', 'ConfigVersion', 'Message']
  expect(await digests(target, changed)).toEqual(await digests(source, changed))
  const { rows } = await target.pool.query(`SELECT id, status, parts FROM "Message" ORDER BY id`)
  expect(rows.map(({ id, status }) => [id, status])).toEqual([
    ['first-assistant', 'complete'],
    ['first-user', 'complete'],
    ['second-assistant', 'interrupted'],
    ['second-user', 'complete'],
  ])
  expect(rows[0].parts).toEqual([{ type: 'text', text: `${oddText} first` }])
  const file = await stat(join(folder, 'whole.zip'))
  expect(file.mode & 0o777).toBe(0o600)
  expect(file.size).toBe(bytes)
  expect(manifest.tables.find(({ name }) => name === 'Message')?.rows).toBe(4)
})

test('a foreign key holds again after a restore', async () => {
  await backup('keys.zip')
  const target = await emptyDatabase()
  await restore(target, 'keys.zip')
  const orphan = `INSERT INTO "Session" (id, token, "userId", "expiresAt", "createdAt", "updatedAt")
    VALUES ('s', 't', 'nobody', now(), now(), now())`
  await expect(target.pool.query(orphan)).rejects.toThrow(/foreign key/)
})

test('a backup under writes holds one moment: no row without what it refers to', async () => {
  let isWriting = true
  const writing = (async () => {
    for (let number = 0; isWriting; number += 1) await addChat(`load-${number}`, 'complete')
  })()
  await backup('load.zip')
  isWriting = false
  await writing
  const target = await emptyDatabase()
  await restore(target, 'load.zip')
  const { rows } = await target.pool.query(
    `SELECT count(*)::int AS chats, (SELECT count(*)::int FROM "Message") AS messages FROM "Chat"`,
  )
  expect(rows[0].messages).toBe(rows[0].chats * 2)
})

test('uploaded files and the secret come with it', async () => {
  const filesDir = await mkdtemp(join(folder, 'files-'))
  await writeFile(join(filesDir, 'picture'), Buffer.from([0, 1, 255]))
  await backup('files.zip', filesDir)
  const opened = await openBackup(join(folder, 'files.zip'))
  onTestFinished(() => opened.zip.close())
  const restored = join(folder, 'restored-files')
  expect(await restoreFiles(opened, restored)).toBe(1)
  expect(await readFile(join(restored, 'picture'))).toEqual(Buffer.from([0, 1, 255]))
  expect(opened.manifest.hasSecret).toBe(true)
  expect(await opened.zip.text('secret')).toContain('thirty-two')
})

test('a database with data is refused and left as it is', async () => {
  await backup('refused.zip')
  const before = await digests(source)
  await expect(restore(source, 'refused.zip')).rejects.toThrow(/has data already/)
  expect(await digests(source)).toEqual(before)
})

test('a file that is no backup, or a broken one, is named', async () => {
  const path = join(folder, 'broken.zip')
  await writeFile(path, 'not a zip')
  await expect(openBackup(path)).rejects.toThrow(/broken.zip is not a backup/)
  await backup('cut.zip')
  const whole = await readFile(join(folder, 'cut.zip'))
  await writeFile(join(folder, 'cut.zip'), whole.subarray(0, whole.length / 2))
  await expect(openBackup(join(folder, 'cut.zip'))).rejects.toThrow(/is not a backup|damaged/)
})

test('a failed backup leaves no file', async () => {
  const closed = await createTestDatabase()
  await closed.pool.query('DROP TABLE "_prisma_migrations"')
  const path = join(folder, 'failed.zip')
  const failing = createBackup({
    pool: closed.pool,
    path,
    version: '1',
    secret: null,
    filesDir: folder,
    onProgress: () => undefined,
  })
  await expect(failing).rejects.toThrow(/_prisma_migrations/)
  await closed.drop()
  for (const left of [path, `${path}.part`]) await expect(stat(left)).rejects.toThrow(/ENOENT/)
})
