import setUpDatabase from '#lib/db/vitest-global-setup.ts'
import { startTestServices } from '#lib/server/testing.ts'
import { measureQuality } from './quality.ts'
import { measureSpeed } from './speed.ts'

// npm run bench -- memory [conversations.json]: speed, and with conversations the quality of recall.
const [path] = process.argv.slice(2)
const tearDown = await setUpDatabase()
try {
  const { services, stop } = await startTestServices()
  // First, because only the first account may sign up.
  await measureSpeed()
  if (path) await measureQuality(services, path)
  await stop()
} finally {
  await tearDown()
}
