import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createDatabase } from './database.ts'
import { initdbProblem, startEmbeddedServer } from './embedded-server.ts'

test('a server that is killed is started anew, with all that was written', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lumos-killed-'))
  const server = await startEmbeddedServer(dataDir)
  const database = createDatabase(server.url('lumos'))
  onTestFinished(async () => {
    await database.close()
    await server.stop()
    const id = await readFile(join(dataDir, 'postgres-home'), 'utf8').catch(() => '')
    if (id) await rm(join('/var/lib/lumos', id.trim()), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  })
  const ended = Promise.withResolvers<void>()
  server.keepAlive(() => ended.resolve())
  await database.pool.query('CREATE TABLE kept AS SELECT 7 AS number')
  process.kill(server.pid, 'SIGKILL')
  await ended.promise
  const read = () => database.pool.query('SELECT number FROM kept').then(({ rows }) => rows, String)
  await expect.poll(read).toEqual([{ number: 7 }])
})

test.each([
  [
    'creating directory /d ... ok\ninitdb: error: could not write to file "/dev/null"\ninitdb: removing data directory "/d"',
    'initdb: error: could not write to file "/dev/null"',
  ],
  [
    'sh: 1: cannot create /dev/null: Permission denied\nno data was returned\ninitdb: removing data directory "/d"\n',
    'sh: 1: cannot create /dev/null: Permission denied',
  ],
  [
    'a reason in other words\ninitdb: removing contents of data directory "/d"',
    'a reason in other words',
  ],
  ['Error: spawn initdb ENOENT', 'Error: spawn initdb ENOENT'],
])('the reason of a failed initdb is found in %j', (output, reason) => {
  expect(initdbProblem(output)).toBe(reason)
})
