import { command } from './steps/fail.mjs'
import { setUp } from './steps/set-up.mjs'
import { runAllTests } from './steps/test-all.mjs'
import { givenTestDatabase, testEnvironment } from './steps/test-environment.mjs'
import { runTestFiles } from './steps/test-files.mjs'
import { createTestRun } from './steps/test-runs.mjs'

// npm test: everything. npm test -- PATH…: the test files whose paths contain one of these.
await command(async () => {
  const { node, env: inherited } = await setUp({ dev: true })
  const env = testEnvironment(inherited)
  const run = createTestRun({ node, env })
  const options = { node, env, run, givenDatabase: givenTestDatabase() }
  const paths = process.argv.slice(2)
  await (paths.length > 0 ? runTestFiles(paths, options) : runAllTests(options))
  run.end()
})
