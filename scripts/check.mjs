import { command } from './steps/fail.mjs'
import { setUp } from './steps/set-up.mjs'
import { testEnvironment } from './steps/test-environment.mjs'
import { staticChecks, unitTests } from './steps/test-programs.mjs'
import { createTestRun } from './steps/test-runs.mjs'

// npm run check: format, lint, types, unit and architecture tests. With paths (`npm run check --
// lib/memory`) only the tests whose paths contain one of them are run.
await command(async () => {
  const { node, env } = await setUp({ dev: true })
  const run = createTestRun({ node, env: testEnvironment(env) })
  await staticChecks(run)
  await unitTests(run, 'Unit tests', process.argv.slice(2))
  run.end()
})
