import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { inRoot } from './places.mjs'

const modules = (...names) => inRoot('node_modules', ...names)
const biome = modules('@biomejs', 'biome', 'bin', 'biome')
const tsc = modules('typescript', 'bin', 'tsc')
const knip = modules('knip', 'bin', 'knip.js')
const vitest = modules('vitest', 'vitest.mjs')
const playwright = modules('@playwright', 'test', 'cli.js')

/** Of a failure's message in the summary. */
const shownLines = 12

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
    return { passed: 0, failed: 0, failures: [] }
  }
  return read(JSON.parse(text))
}

/** A file that cannot be loaded has no tests, but counts as a failure. */
function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failures = testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => describeFailure(fullName, failureMessages[0])),
  )
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    failures: [
      ...failures,
      ...broken.map(({ name, message }) => describeFailure(relative(inRoot('.'), name), message)),
    ],
  }
}

function playwrightCounts({ stats, suites }) {
  const failures = suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) => {
      const [error] = tests.flatMap(({ results }) => results).flatMap(({ errors }) => errors)
      return describeFailure(`${file}:${line} ${title}`, error?.message)
    })
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures }
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

/** A test's name and the first lines of what it printed. */
function describeFailure(name, message = '') {
  const lines = stripVTControlCharacters(message).split('\n')
  const first = lines.filter((line) => line.trim() !== '').slice(0, shownLines)
  return [name, ...first.map((line) => `  ${line}`)].join('\n')
}
