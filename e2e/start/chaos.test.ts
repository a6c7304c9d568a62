import { afterAll, beforeAll, expect, test } from 'vitest'
import { execute, testServerVariable, withDatabase } from '#lib/db/testing.ts'
import { seededRandom } from '#lib/simulator/seeded-random.ts'
import { type Chaos, startChaos } from '../chaos/chaos.ts'
import { removeDataDirs } from './lumos-process.ts'

// The short form of `npm run chaos`.
const server = process.env[testServerVariable] ?? ''
const name = `test_chaos_${process.pid}`
const firstStarts = 4
/** In proportion to a hundred for ten. A superuser would not be limited. */
const connections = 40
const kills = 2
const streams = 4
/** The starts take 20 s on a fast machine, and so does each kill with what follows. */
const patienceMs = 600_000
let chaos: Chaos

beforeAll(async () => {
  await execute(server, `CREATE ROLE ${name} LOGIN PASSWORD 'chaos'`)
  const options = `OWNER ${name} CONNECTION LIMIT ${connections}`
  await execute(server, `CREATE DATABASE ${name} ${options}`)
  const url = new URL(withDatabase(server, name))
  url.username = name
  url.password = 'chaos'
  chaos = await startChaos(url.toString(), firstStarts, seededRandom(Date.now()))
}, patienceMs)
afterAll(async () => {
  await chaos.end()
  await removeDataDirs()
  await execute(server, `DROP DATABASE ${name} WITH (FORCE)`)
  await execute(server, `DROP ROLE ${name}`)
})

test(
  'instances that start at once on an empty database, and are killed in mid-answer, lose nothing',
  async () => {
    for (let kill = 1; kill <= kills; kill += 1) {
      const { wrongCharacters, gapsMs } = await chaos.kill(streams)
      expect(wrongCharacters).toBe(0)
      expect(gapsMs).toHaveLength(streams)
    }
  },
  patienceMs,
)

test(
  'no request fails behind nginx while one instance after the other is restarted',
  async () => {
    const { answered, failures } = await chaos.roll(streams)
    expect(failures).toEqual([])
    expect(answered).toBeGreaterThan(streams)
  },
  patienceMs,
)
