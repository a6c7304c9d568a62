import { isAbsolute, relative } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensureBuild } from './next-build.mjs'
import { ensureNginx } from './nginx.mjs'
import { root } from './places.mjs'
import { ensureRedis } from './redis.mjs'
import { journeys, startTests, unitTests } from './test-programs.mjs'

/**
 * Runs the named test files: a whole path, or a part of it. Builds only if one of them needs the
 * build.
 */
export async function runTestFiles(paths, { node, env, run, givenDatabase }) {
  const database = givenDatabase ? { TEST_DATABASE_URL: givenDatabase } : {}
  const files = paths.map((path) => (isAbsolute(path) ? relative(root, path) : path))
  const journeyFiles = files.filter((path) => /\.spec(\.ts)?$|^e2e\/journeys/.test(path))
  const startFiles = files.filter((path) => /^e2e\/start/.test(path))
  const unitFiles = files.filter(
    (path) => !journeyFiles.includes(path) && !startFiles.includes(path),
  )
  if (unitFiles.length > 0) await unitTests(run, 'Unit tests', unitFiles, database)
  if (startFiles.length + journeyFiles.length === 0) return
  if (!(await run.attempt(() => ensureBuild(node, env)))) return
  const TEST_NGINX = await ensureNginx(env)
  if (startFiles.length > 0) {
    const TEST_REDIS = await ensureRedis(env)
    await startTests(run, startFiles, { ...database, TEST_NGINX, TEST_REDIS })
  }
  if (journeyFiles.length === 0) return
  const PLAYWRIGHT_CHROMIUM = await ensureChromium(node, env)
  await journeys(run, journeyFiles, { ...database, TEST_NGINX, PLAYWRIGHT_CHROMIUM })
}
