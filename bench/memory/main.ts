import setUpDatabase from '#lib/db/vitest-global-setup.ts'
import { signUp, startTestServices } from '#lib/server/testing.ts'
import { machine, saveResult } from '../report.ts'
import { measureAblation } from './ablation.ts'
import { measureQuality } from './quality.ts'
import { measureSpeed } from './speed.ts'
import { measureTurns } from './turns.ts'
import { readVectors } from './vectors.ts'

// npm run bench -- memory [conversations.json [vectors.json]]: speed; with conversations the quality
// of recall; with an embedding model's vectors of their texts the quality by meaning too.
const [path, vectorsPath] = process.argv.slice(2)
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
  say(await measureTurns(services, cookie))
  say(await measureSpeed(cookie))
  if (path) {
    say(await measureAblation(path))
    const embedder = vectorsPath ? await readVectors(vectorsPath) : null
    say(await measureQuality(services, path, embedder))
    saveResult('memory', sections.join('\n\n'))
  }
  await stop()
} finally {
  await tearDown()
}
