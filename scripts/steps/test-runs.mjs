import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot } from './places.mjs'
import { run } from './processes.mjs'
import { lastLines, step } from './progress.mjs'

const shownLines = 150
const programs = {
  biome: inRoot('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  tsc: inRoot('node_modules', 'typescript', 'bin', 'tsc'),
  vitest: inRoot('node_modules', 'vitest', 'vitest.mjs'),
  playwright: inRoot('node_modules', '@playwright', 'test', 'cli.js'),
}

/** Runs checks and tests one after another, shows what fails and adds up the tests. */
export function createTestRun({ node, env: given }) {
  const { FORCE_COLOR: _, ...env } = given
  // What is shown is the end of a text that was caught. Playwright wants its colours.
  const plain = { ...env, NO_COLOR: '1' }
  const total = { passed: 0, failed: 0 }

  /** A check that passes or fails as a whole; its failure counts as one. */
  async function check(label, program, args) {
    const { code, output } = await timed(label, async () => {
      const result = await run(node, [programs[program], ...args], { env: plain })
      return { ...result, note: result.code === 0 ? 'passed' : 'failed' }
    })
    if (code !== 0) fail(output)
  }

  /** Tests whose runner writes a JSON report, from which `count` takes the figures. */
  async function tests(label, program, args, count, extraEnv = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'lumos-report-'))
    const report = join(folder, 'report.json')
    try {
      const result = await timed(label, async () => {
        const runEnv = { ...env, ...extraEnv, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
        const command = [programs[program], ...args(report)]
        const { code, output } = await run(node, command, { env: runEnv })
        const counted = readCounts(report, count)
        const note = `${counted.passed} passed, ${counted.failed} failed`
        return { code, output, note, ...counted }
      })
      total.passed += result.passed
      total.failed += result.failed
      if (result.code !== 0 || result.failed > 0) fail(result.output, result.failed === 0)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  function fail(output, isUncounted = true) {
    if (isUncounted) total.failed += 1
    process.stdout.write(`\n${lastLines(output, shownLines)}\n\n`)
  }

  return {
    total,
    /** Work whose failure counts as one. @returns whether it was done */
    async attempt(work) {
      try {
        await work()
        return true
      } catch (error) {
        fail(error.message)
        return false
      }
    },
    vitest: (label, args, extraEnv) =>
      tests(label, 'vitest', (report) => vitestArgs(report, args), vitestCounts, {
        NO_COLOR: '1',
        ...extraEnv,
      }),
    playwright: (label, extraEnv) =>
      tests(
        label,
        'playwright',
        () => ['test', '--reporter=list,json'],
        playwrightCounts,
        extraEnv,
      ),
    /** Format, lint and types. */
    async staticChecks() {
      await check('Format and lint', 'biome', [
        'ci',
        '--colors=off',
        '--diagnostic-level=warn',
        '.',
      ])
      await check('Types', 'tsc', ['--noEmit'])
    },
  }
}

async function timed(label, work) {
  let result
  await step(label, async () => {
    result = await work()
    return result.note
  })
  return result
}

function vitestArgs(report, args) {
  return ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...args]
}

function readCounts(report, count) {
  let text
  try {
    text = readFileSync(report, 'utf8')
  } catch {
    // The runner ended before its first test.
    return { passed: 0, failed: 0 }
  }
  return count(JSON.parse(text))
}

/** A file that cannot be loaded has no tests and is a failure all the same. */
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
