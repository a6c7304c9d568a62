import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ensureChromium } from './steps/chromium.mjs'
import { command } from './steps/fail.mjs'
import { ensureBuild } from './steps/next-build.mjs'
import { ensureNginx } from './steps/nginx.mjs'
import { inRoot } from './steps/places.mjs'
import { startSecondPostgres } from './steps/second-postgres.mjs'
import { setUp } from './steps/set-up.mjs'
import { givenTestDatabase, testEnvironment } from './steps/test-environment.mjs'
import { createTestRun } from './steps/test-runs.mjs'

/** They need a database and ask little of it, but take long: once is enough. */
const notAboutDatabases = [
  'lib/server/chat/fallback.test.ts',
  'lib/server/chat/faults.test.ts',
  'lib/server/chat/freed-turns.test.ts',
  'lib/server/chat/hedge.test.ts',
  'lib/server/chat/routing.test.ts',
  'lib/server/cli.test.ts',
  'lib/server/http/access-matrix.test.ts',
  'lib/server/http/bodies.test.ts',
  'lib/server/latency/diagnosis.test.ts',
  'lib/server/latency/provoked.test.ts',
  'lib/server/users/accounts.test.ts',
]

// npm test: everything. Unit tests run on the embedded PostgreSQL; those that use a database run
// again on another one: the one given, otherwise Debian's PostgreSQL 15 where it can be had.
await command(async () => {
  const { node, env: inherited } = await setUp({ dev: true })
  const env = testEnvironment(inherited)
  const given = givenTestDatabase()
  const run = createTestRun({ node, env })
  await run.staticChecks()
  await run.vitest('Unit tests', [])
  await secondDatabasePass(run, given)
  if (await run.attempt(() => ensureBuild(node, env))) {
    const database = given ? { TEST_DATABASE_URL: given } : {}
    const TEST_NGINX = await ensureNginx(env)
    const processes = ['--config', 'e2e/start/vitest.config.ts']
    await run.vitest('Start, end and nginx', processes, { ...database, TEST_NGINX })
    if (existsSync(inRoot('playwright.config.ts'))) {
      const PLAYWRIGHT_CHROMIUM = await ensureChromium(node, env)
      await run.playwright('Journeys', { ...database, PLAYWRIGHT_CHROMIUM, TEST_NGINX })
    }
  }
  console.log(`\n${run.total.passed} passed, ${run.total.failed} failed`)
  process.exit(run.total.failed > 0 ? 1 : 0)
})

async function secondDatabasePass(run, given) {
  const own = given ? undefined : await startSecondPostgres()
  const url = given ?? own?.url
  if (!url) {
    console.log('  No second PostgreSQL here: set TEST_DATABASE_URL to test on one.')
    return
  }
  try {
    const label = own ? 'Database tests on PostgreSQL 15' : 'Database tests on yours'
    await run.vitest(label, databaseTests(), { TEST_DATABASE_URL: url })
  } finally {
    await own?.stop()
  }
}

/** The test files that make a database, themselves or through a `testing.ts`. */
function databaseTests() {
  const files = ['lib', 'app', 'components'].flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true }).map((path) => `${folder}/${path}`),
  )
  const usesDatabase = (path) => /testing\.ts'/.test(readFileSync(inRoot(path), 'utf8'))
  return files.filter(
    (path) => /\.test\.tsx?$/.test(path) && !notAboutDatabases.includes(path) && usesDatabase(path),
  )
}
