import { parseArgs } from 'node:util'
import setUpDatabase from '#lib/db/vitest-global-setup.ts'
import { signUp, startTestServices } from '#lib/server/testing.ts'
import { machine, saveResult } from '../report.ts'
import { measureAblation } from './ablation.ts'
import { readConversations } from './conversations.ts'
import { measureFacts } from './facts/measure.ts'
import { measureQuality } from './quality.ts'
import { measureSpeed } from './speed.ts'
import { measureTurns } from './turns.ts'
import { readVectors } from './vectors.ts'

// npm run bench -- memory [--vectors vectors.json] [--no-speed] [conversations.json …]: speed; with
// sets of conversations the quality of recall in each; with an embedding model's vectors of their
// texts the quality by meaning too. Only a run with everything but vectors is saved.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: { vectors: { type: 'string' }, speed: { type: 'boolean', default: true } },
})
const tearDown = await setUpDatabase()
try {
  const { services, stop } = await startTestServices()
  const password = 'correct horse battery staple'
  const cookie = await signUp({ name: 'Bench', email: 'bench@lumos.test', password })
  const sections = [machine()]
  const say = (section: string) => {
    sections.push(section)
    console.log(`\n${section}`)
  }
  if (values.speed) {
    say(await measureTurns(services, cookie))
    say(await measureSpeed(cookie))
  }
  say(await measureFacts(services))
  const sets = await Promise.all(positionals.map(readConversations))
  if (sets.length > 0) say(await measureAblation(sets))
  const embedder = values.vectors ? await readVectors(values.vectors) : null
  for (const set of sets) say(await measureQuality(services, set, embedder))
  if (values.speed && sets.length > 0) saveResult('memory', sections.join('\n\n'))
  await stop()
} finally {
  await tearDown()
}
