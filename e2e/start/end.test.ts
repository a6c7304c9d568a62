import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import {
  descendants,
  killLumos,
  type LumosProcess,
  living,
  npmStart,
  postmasterOf,
  removeDataDirs,
  startLumos,
} from './lumos-process.ts'

afterEach(removeDataDirs)

/** A new database's first checkpoint takes seconds on a slow disk. */
const endMs = 20_000

/** Starts Lumos, ends it, and expects all its processes to be gone soon. */
async function expectEnd(end: (lumos: LumosProcess) => void, code: number | null) {
  const lumos = await startLumos()
  await expectNothingLeft(lumos, () => end(lumos))
  expect(await lumos.ended).toBe(code)
  return lumos
}

async function expectNothingLeft(lumos: LumosProcess, end: () => void) {
  await lumos.ready
  const started = await descendants(lumos.pid)
  // The server, the embedded PostgreSQL with its workers, the simulator.
  expect(started.length).toBeGreaterThan(4)
  end()
  const deadline = Date.now() + endMs
  while ((await living(started)).length > 0 && Date.now() < deadline) await sleep(20)
  expect(await living(started)).toEqual([])
}

test('Ctrl-C ends everything it started', async () => {
  const lumos = await expectEnd((lumos) => lumos.signalGroup('SIGINT'), 0)
  expect(lumos.stderr()).toBe('')
})

test('Ctrl-C pressed twice ends everything just the same', async () => {
  await expectEnd((lumos) => {
    lumos.signalGroup('SIGINT')
    lumos.signalGroup('SIGINT')
  }, 0)
})

test('SIGTERM to the starting script alone ends everything', async () => {
  await expectEnd((lumos) => lumos.signalStarter('SIGTERM'), 0)
})

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  '%s to npm start alone ends everything, and it can be started again',
  async (signal) => {
    const lumos = await startLumos({}, npmStart)
    await expectNothingLeft(lumos, () => lumos.signalStarter(signal))
    await lumos.ended
    const again = await startLumos({ LUMOS_DATA_DIR: lumos.dataDir }, npmStart)
    await again.ready
    again.signalStarter('SIGTERM')
    await again.ended
  },
)

test('a starting script that is killed leaves nothing behind', async () => {
  await expectEnd((lumos) => lumos.signalStarter('SIGKILL'), null)
})

test('nor does it when there is much to complain about and nobody to read it', async () => {
  const lumos = await startLumos()
  await lumos.ready
  const started = await descendants(lumos.pid)
  const database = await postmasterOf(lumos.dataDir)
  process.kill(database, 'SIGKILL')
  lumos.signalStarter('SIGKILL')
  const deadline = Date.now() + endMs
  while ((await living(started)).length > 0 && Date.now() < deadline) await sleep(20)
  expect(await living(started)).toEqual([])
})

test('a closed terminal ends everything', async () => {
  await expectEnd((lumos) => lumos.signalGroup('SIGHUP'), 0)
})

test('after a kill of the whole group the next start takes over the database that was left', async () => {
  const first = await startLumos()
  await first.ready
  await killLumos(first)
  const second = await startLumos({ LUMOS_DATA_DIR: first.dataDir })
  await second.ready
  const database = (await descendants(first.pid)).concat(await descendants(second.pid))
  second.signalGroup('SIGINT')
  expect(await second.ended).toBe(0)
  expect(await living(database)).toEqual([])
})
