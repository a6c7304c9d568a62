import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { execute, testServerVariable, withDatabase } from '#lib/db/testing.ts'
import { freePort, makeDataDir, removeDataDirs, startLumos } from './lumos-process.ts'

afterEach(removeDataDirs)

/** Starts Lumos in a case in which it must refuse: one line, exit code 1, nothing else. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const lumos = await startLumos(environment)
  expect(await lumos.ended).toBe(1)
  expect(lumos.stdout()).toBe('')
  expect(lumos.stderr()).toMatch(/^[^\n]+\n$/)
  return lumos.stderr()
}

test('one calm screen shows address, database and providers, also the second time', async () => {
  const dataDir = await makeDataDir()
  for (let round = 0; round < 2; round += 1) {
    const lumos = await startLumos({ LUMOS_DATA_DIR: dataDir })
    await lumos.ready
    expect(
      lumos
        .stdout()
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      `Lumos      ${lumos.url}`,
      `Database   embedded PostgreSQL in ${dataDir}`,
      'Providers  demo: simulated',
    ])
    const response = await fetch(`${lumos.url}/api/ready`)
    expect(await response.json()).toEqual({ status: 'ready', database: 'embedded', redis: false })
    lumos.signalGroup('SIGINT')
    expect(await lumos.ended).toBe(0)
    expect(lumos.stderr()).toBe('')
  }
})

test('with DATABASE_URL it uses that database, and its password is not shown', async () => {
  const server = process.env[testServerVariable] ?? ''
  const name = `test_start_${process.pid}`
  await execute(server, `CREATE DATABASE ${name}`)
  const url = new URL(withDatabase(server, name))
  url.password = 'never-shown'
  const lumos = await startLumos({ DATABASE_URL: url.toString() })
  try {
    await lumos.ready
    const response = await fetch(`${lumos.url}/api/ready`)
    expect(await response.json()).toMatchObject({ database: 'postgres' })
    expect(lumos.stdout()).toContain(`/${name}\n`)
    expect(lumos.stdout()).not.toContain('never-shown')
  } finally {
    lumos.signalGroup('SIGINT')
    await lumos.ended
    await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)
  }
})

test('a port in use is one line', async () => {
  const port = await freePort()
  const server = createServer().listen(port, '127.0.0.1')
  try {
    expect(await refusal({ PORT: String(port) })).toContain(`Port ${port} on 127.0.0.1 is in use`)
  } finally {
    server.close()
  }
})

test.each([
  [{ PORT: 'eighty' }, /PORT is "eighty"; expected a port number from 1 to 65535/],
  [{ HOST: 'no.such.host.invalid' }, /HOST is "no.such.host.invalid"; expected an address/],
  [{ LUMOS_PRIVATE_PROVIDERS: 'maybe' }, /LUMOS_PRIVATE_PROVIDERS is "maybe"; expected "allow" or/],
  [{ LUMOS_SECRET: 'short' }, /LUMOS_SECRET holds an unusable value; expected at least 32/],
])('%j is one line that names the variable', async (environment, line) => {
  expect(await refusal(environment)).toMatch(line)
})

test('a data directory that cannot be written is one line', async () => {
  const file = join(await makeDataDir(), 'file')
  await writeFile(file, '')
  expect(await refusal({ LUMOS_DATA_DIR: join(file, 'data') })).toMatch(
    /The data directory .*file\/data cannot be written \(ENOTDIR\)/,
  )
})

test.each([
  ['mysql://lumos:never-shown@127.0.0.1/x', /DATABASE_URL holds an unusable value; expected a URL/],
  [
    'postgresql://lumos:never-shown@127.0.0.1:1/x',
    /cannot use the database 127.0.0.1:1\/x: nothing/,
  ],
])('a wrong DATABASE_URL (%s) is one line without its password', async (DATABASE_URL, line) => {
  const words = await refusal({ DATABASE_URL })
  expect(words).toMatch(line)
  expect(words).not.toContain('never-shown')
})

test('a second process on the same data directory names the first', async () => {
  const first = await startLumos()
  try {
    await first.ready
    const words = await refusal({ LUMOS_DATA_DIR: first.dataDir })
    const pid = /\(process (\d+)\) is using the data directory/.exec(words)?.[1] ?? ''
    expect(execFileSync('ps', ['-o', 'ppid=', '-p', pid], { encoding: 'utf8' }).trim()).toBe(
      String(first.pid),
    )
  } finally {
    first.signalGroup('SIGINT')
    await first.ended
  }
})
