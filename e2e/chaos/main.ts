import { parseArgs } from 'node:util'
import { startTemporaryServer } from '#lib/db/temporary-server.ts'
import { percentile } from '#lib/latency/percentile.ts'
import { seededRandom } from '#lib/simulator/seeded-random.ts'
import { removeDataDirs } from '../start/lumos-process.ts'
import { startChaos } from './chaos.ts'

/**
 * Kills one of two instances in mid-answer, again and again, and says what readers lost. Before,
 * ten instances start at once on an empty database; behind, both are restarted behind nginx.
 * `--kills 100 --streams 20 --seed 1`
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    streams: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
})
const firstStarts = 10
const server = await startTemporaryServer()
const chaos = await startChaos(server.url('lumos'), firstStarts, seededRandom(Number(values.seed)))
console.log(`${firstStarts} first starts at once: all serve`)

const streams = Number(values.streams)
const gapsMs: number[] = []
let wrongCharacters = 0
for (let kill = 1; kill <= Number(values.kills); kill += 1) {
  const result = await chaos.kill(streams)
  gapsMs.push(...result.gapsMs)
  wrongCharacters += result.wrongCharacters
  const longest = Math.round(Math.max(...result.gapsMs))
  console.log(`kill ${kill}: ${result.wrongCharacters} wrong characters, longest gap ${longest} ms`)
}
const [p50, p95, most] = [0.5, 0.95, 1].map((share) => Math.round(percentile(gapsMs, share) ?? 0))
console.log(`${values.kills} kills, ${gapsMs.length} answers, ${wrongCharacters} wrong characters`)
console.log(`gap p50 ${p50} ms, p95 ${p95} ms, longest ${most} ms`)

const { answered, failures } = await chaos.roll(streams)
console.log(`rolling restart behind nginx: ${answered} requests, ${failures.length} failed`)
for (const failure of failures) console.log(failure)

await chaos.end()
await removeDataDirs()
await server.stop()
if (wrongCharacters + failures.length > 0) process.exitCode = 1
