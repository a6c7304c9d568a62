import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSecret, openDataDirectory } from './data-directory.ts'
import { lockDataDirectory } from './data-directory-lock.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lumos-lock-'))
})
const contenders: { kill: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(contenders.splice(0).map(({ kill }) => kill()))
  await rm(dataDir, { recursive: true })
})

/** A separate process that tries to take the lock, reports the result, and holds the lock. */
function contender() {
  const program = `
    import { lockDataDirectory } from '#lib/data-directory-lock.ts'
    try { await lockDataDirectory(process.argv[1]); console.log('locked') }
    catch (error) { console.log(error.message) }
    // Whatever happens to the test, it ends with it.
    process.stdin.resume().on('end', () => process.exit())`
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    program,
    dataDir,
  ]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
  const output = once(child.stdout, 'data').then(([text]) => String(text).trim())
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  const started = { pid: child.pid, output, kill }
  contenders.push(started)
  return started
}

test('a second process is told which process has the directory', async () => {
  const first = contender()
  expect(await first.output).toBe('locked')
  const second = contender()
  expect(await second.output).toContain(`Another Lumos (process ${first.pid}) is using`)
})

test('the lock of a killed process is taken over by exactly one of many', async () => {
  const first = contender()
  await first.output
  await first.kill()
  const others = [1, 2, 3, 4, 5, 6].map(contender)
  const outputs = await Promise.all(others.map((other) => other.output))
  expect(outputs.filter((line) => line === 'locked')).toHaveLength(1)
})

test('a number that belongs to another program by now does not hold the lock', async () => {
  await writeFile(join(dataDir, 'lumos.pid'), `${process.ppid} 1`)
  const release = await lockDataDirectory(dataDir)
  expect(await readFile(join(dataDir, 'lumos.pid'), 'utf8')).toMatch(`${process.pid} `)
  await release()
  expect(await readdir(dataDir)).toEqual([])
})

test('the secret is made once, also by many at once, and only its owner can read it', async () => {
  const secrets = await Promise.all(Array.from({ length: 20 }, () => loadSecret(dataDir)))
  expect(new Set(secrets).size).toBe(1)
  expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(await readdir(dataDir)).toEqual(['secret'])
})

test('a directory that cannot be made is one clear line', async () => {
  await writeFile(join(dataDir, 'file'), '')
  await expect(openDataDirectory(join(dataDir, 'file', 'data'))).rejects.toThrow(
    /^The data directory .* cannot be written \(ENOTDIR\)\. Choose another with LUMOS_DATA_DIR\.$/,
  )
})
