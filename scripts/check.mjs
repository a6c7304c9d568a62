import { command } from './steps/fail.mjs'
import { setUp } from './steps/set-up.mjs'
import { testEnvironment } from './steps/test-environment.mjs'
import { createTestRun } from './steps/test-runs.mjs'

// npm run check: format, lint, types, unit and architecture tests, in some minutes.
await command(async () => {
  const { node, env } = await setUp({ dev: true })
  const run = createTestRun({ node, env: testEnvironment(env) })
  await run.staticChecks()
  await run.vitest('Unit tests', [])
  console.log(`\n${run.total.passed} passed, ${run.total.failed} failed`)
  process.exit(run.total.failed > 0 ? 1 : 0)
})
