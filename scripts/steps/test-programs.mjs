import { readFileSync } from 'node:fs'
import { inRoot } from './places.mjs'

const modules = (...names) => inRoot('node_modules', ...names)
const biome = modules('@biomejs', 'biome', 'bin', 'biome')
const tsc = modules('typescript', 'bin', 'tsc')
const knip = modules('knip', 'bin', 'knip.js')
const vitest = modules('vitest', 'vitest.mjs')
const playwright = modules('@playwright', 'test', 'cli.js')

/** Checks format, lint, types, and unused exports, files and packages. */
export async function staticChecks(run) {
  await run.check('Format and lint', [biome, 'ci', '--colors=off', '--diagnostic-level=warn', '.'])
  await run.check('Types', [tsc, '--noEmit'])
  await run.check('Unused code and packages', [knip, '--no-progress'])
}

/** @param args options of vitest and parts of test file paths; none for all tests */
export function unitTests(run, label, args, env) {
  const program = {
    args: (report) => [
      ...[vitest, 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
      ...args,
    ],
    count: (report) => count(report, vitestCounts),
  }
  return run.tests(label, program, { NO_COLOR: '1', ...env })
}

/** Tests with real processes of the production build. */
export function startTests(run, files, env) {
  const config = ['--config', 'e2e/start/vitest.config.ts']
  return unitTests(run, 'Start, end and nginx', [...config, ...files], env)
}

/** Journeys of a browser on the production build. */
export function journeys(run, files, env) {
  const program = {
    args: () => [playwright, 'test', '--reporter=list,json', ...files],
    count: (report) => count(report, playwrightCounts),
  }
  return run.tests('Journeys', program, env)
}

function count(report, read) {
  let text
  try {
    text = readFileSync(report, 'utf8')
  } catch {
    // The runner ended before its first test.
    return { passed: 0, failed: 0 }
  }
  return read(JSON.parse(text))
}

/** A file that cannot be loaded has no tests, but counts as a failure. */
function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

function playwrightCounts({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}
