import { ensureChromium } from './chromium.mjs'
import { ensureBuild } from './next-build.mjs'
import { ensureNginx } from './nginx.mjs'
import { ensureRedis } from './redis.mjs'
import { startSecondPostgres } from './second-postgres.mjs'
import { journeys, startTests, staticChecks, unitTests } from './test-programs.mjs'

/**
 * Runs all checks and tests in two parallel lanes: tests wait for deadlines and databases while the
 * build computes. The journeys run last and alone, because they measure what a browser shows.
 */
export async function runAllTests({ node, env, run, givenDatabase }) {
  const database = givenDatabase ? { TEST_DATABASE_URL: givenDatabase } : {}
  const fromSources = async () => {
    await staticChecks(run)
    await unitTests(run, 'Unit tests', [])
    await sqlTests(run, givenDatabase)
  }
  const fromBuild = async () => {
    if (!(await run.attempt(() => ensureBuild(node, env)))) return undefined
    const TEST_NGINX = await ensureNginx(env)
    const PLAYWRIGHT_CHROMIUM = await ensureChromium(node, env)
    const TEST_REDIS = await ensureRedis(env)
    await startTests(run, [], { ...database, TEST_NGINX, TEST_REDIS })
    return { ...database, TEST_NGINX, PLAYWRIGHT_CHROMIUM }
  }
  const [journeyEnv] = await Promise.all([fromBuild(), fromSources()])
  if (journeyEnv) await journeys(run, [], journeyEnv)
}

/** On the given PostgreSQL, else on Debian's oldest one if it can be installed. */
async function sqlTests(run, givenDatabase) {
  const own = givenDatabase ? undefined : await startSecondPostgres()
  const url = givenDatabase ?? own?.url
  if (!url) {
    console.log('  No second PostgreSQL here: set TEST_DATABASE_URL to test on one.')
    return
  }
  try {
    const label = own ? 'SQL on PostgreSQL 15' : 'SQL on your PostgreSQL'
    await unitTests(run, label, ['--project', 'sql'], { TEST_DATABASE_URL: url })
  } finally {
    await own?.stop()
  }
}
