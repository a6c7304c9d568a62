import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './processes.mjs'
import { lastLines, step } from './progress.mjs'

const shownLines = 150

/** Runs checks and tests, shows failures and sums up the tests. */
export function createTestRun({ node, env: given }) {
  const { FORCE_COLOR: _, ...env } = given
  // Captured output is shown without colours. Playwright needs its colours.
  const plain = { ...env, NO_COLOR: '1' }
  const total = { passed: 0, failed: 0 }
  const failures = []

  function fail(output, { isUncounted = true, names = ['A step before the tests'] } = {}) {
    if (isUncounted) total.failed += 1
    failures.push(...names)
    process.stdout.write(`\n${lastLines(output, shownLines)}\n\n`)
  }

  return {
    /**
     * Runs work whose failure counts as one.
     * @returns whether it succeeded
     */
    async attempt(work) {
      try {
        await work()
        return true
      } catch (error) {
        fail(error.message)
        return false
      }
    },
    /** Runs a program that passes or fails as a whole. */
    async check(label, args) {
      const { code, output } = await timed(label, async () => {
        const result = await run(node, args, { env: plain })
        return { ...result, note: result.code === 0 ? 'passed' : 'failed' }
      })
      if (code !== 0) fail(output, { names: [label] })
    },
    /**
     * Tests whose runner writes a JSON report.
     * @param program.args the command line that writes the report to a path
     * @param program.count reads passed and failed tests from the report's path
     */
    async tests(label, { args, count }, extraEnv = {}) {
      const folder = mkdtempSync(join(tmpdir(), 'lumos-report-'))
      const report = join(folder, 'report.json')
      try {
        const result = await timed(label, async () => {
          const runEnv = { ...env, ...extraEnv, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
          const { code, output } = await run(node, args(report), { env: runEnv })
          const counted = count(report)
          const note = `${counted.passed} passed, ${counted.failed} failed`
          return { code, output, note, ...counted }
        })
        total.passed += result.passed
        total.failed += result.failed
        const isUncounted = result.failed === 0
        const names = result.failures.map((failure) => `${label}: ${failure}`)
        if (result.code !== 0 || !isUncounted)
          fail(result.output, { isUncounted, names: isUncounted ? [label] : names })
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
    /** Prints what failed, once more in short, and the result, and ends the process. */
    end() {
      for (const failure of failures) console.log(`\nFailed: ${failure}`)
      console.log(`\n${total.passed} passed, ${total.failed} failed`)
      process.exit(total.failed > 0 ? 1 : 0)
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
