import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { requirePrivateFolder } from './embedded-layout.ts'
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts'

async function newDirectory(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-layout-'))
  onTestFinished(async () => {
    await rm(await homeOf(dataDir), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  })
  return dataDir
}

/** The folder of the cluster, its socket and its log; for root it is outside the data directory. */
async function homeOf(dataDir: string): Promise<string> {
  const id = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => undefined)
  return id ? join('/var/lib/lumos', id.trim()) : join(dataDir, 'postgres')
}

async function start(dataDir: string): Promise<EmbeddedServer> {
  const server = await startEmbeddedServer(dataDir)
  onTestFinished(() => server.stop())
  return server
}

async function query(server: EmbeddedServer, sql: string) {
  const client = new Client({ connectionString: server.url('lumos') })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('a data directory without its database is refused, never begun anew', async () => {
  const dataDir = await newDirectory()
  const server = await start(dataDir)
  await server.stop()
  const home = await homeOf(dataDir)
  await rm(join(home, 'cluster'), { recursive: true })
  await expect(startEmbeddedServer(dataDir)).rejects.toThrow(/database of .* is missing/)
  await expect(access(join(home, 'cluster'))).rejects.toThrow(/ENOENT/)
})

test('a copy of a data directory never shares the database of the original', async () => {
  const dataDir = await newDirectory()
  const original = await start(dataDir)
  await query(original, 'CREATE TABLE mine AS SELECT 1 AS number')
  await original.stop()
  const copy = await newDirectory()
  await cp(dataDir, copy, { recursive: true })
  const started = await startEmbeddedServer(copy).catch((error: Error) => error)
  if (started instanceof Error) {
    expect(started.message).toMatch(/is a copy of .* lumos backup/)
  } else {
    onTestFinished(() => started.stop())
    await query(started, 'DROP TABLE mine')
  }
  const again = await start(dataDir)
  expect(await query(again, 'SELECT number FROM mine')).toEqual([{ number: 1 }])
})

test('locks that a power loss left, with the number of another program, stop no start', async () => {
  const dataDir = await newDirectory()
  const first = await start(dataDir)
  await query(first, 'CREATE TABLE mine AS SELECT 1 AS number')
  await first.stop()
  const home = await homeOf(dataDir)
  const [cluster, socketDir] = [join(home, 'cluster'), join(home, 'socket')]
  const lines = [process.pid, cluster, '1700000000', '5432', socketDir, '', '0', 'ready', '']
  await writeFile(join(cluster, 'postmaster.pid'), lines.join('\n'))
  await writeFile(join(socketDir, '.s.PGSQL.5432.lock'), lines.join('\n'))
  const second = await start(dataDir)
  expect(await query(second, 'SELECT number FROM mine')).toEqual([{ number: 1 }])
})

test('the socket is put into a folder of our own only', async () => {
  const base = await newDirectory()
  const own = join(base, 'own')
  await mkdir(own, { mode: 0o777 })
  await chmod(own, 0o777)
  await requirePrivateFolder(own)
  expect((await stat(own)).mode & 0o777).toBe(0o700)
  const link = join(base, 'link')
  await symlink(own, link)
  await expect(requirePrivateFolder(link)).rejects.toThrow('belongs to somebody else')
  // Only root can give a folder away.
  if (process.getuid?.() !== 0) return
  await chown(own, 65_534, 65_534)
  await expect(requirePrivateFolder(own)).rejects.toThrow('belongs to somebody else')
})

test('errors in the log hold no values of rows', async () => {
  const dataDir = await newDirectory()
  const server = await start(dataDir)
  await query(
    server,
    `CREATE TABLE note (text TEXT PRIMARY KEY); INSERT INTO note VALUES ('of a person')`,
  )
  const again = query(server, `INSERT INTO note SELECT text FROM note`)
  await expect(again).rejects.toThrow('duplicate key')
  const log = await readFile(join(await homeOf(dataDir), 'postgres.log'), 'utf8')
  expect(log).toContain('duplicate key')
  expect(log).not.toContain('=(of a person)')
})
