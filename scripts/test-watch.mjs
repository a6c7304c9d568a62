import { command } from './steps/fail.mjs'
import { runInForeground } from './steps/foreground.mjs'
import { inRoot } from './steps/places.mjs'
import { setUp } from './steps/set-up.mjs'
import { testEnvironment } from './steps/test-environment.mjs'

// npm run test:watch [-- PATH…]: runs the unit tests that a change can affect, at each change.
await command(async () => {
  const { node, env } = await setUp()
  const cli = inRoot('node_modules', 'vitest', 'vitest.mjs')
  await runInForeground(node, [cli, 'watch', ...process.argv.slice(2)], testEnvironment(env))
})
