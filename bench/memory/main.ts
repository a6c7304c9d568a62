import setUpDatabase from '#lib/db/vitest-global-setup.ts'
import { signUp, startTestServices } from '#lib/server/testing.ts'
import { machine, saveResult } from '../report.ts'
import { measureQuality } from './quality.ts'
import { measureSpeed } from './speed.ts'
import { measureTurns } from './turns.ts'

// npm run bench -- memory [conversations.json]: speed, and with conversations the quality of recall.
const [path] = process.argv.slice(2)
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
    say(await measureQuality(services, path))
    saveResult('memory', sections.join('\n\n'))
  }
  await stop()
} finally {
  await tearDown()
}
