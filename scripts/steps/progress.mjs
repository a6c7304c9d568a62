import { StepFailed } from './fail.mjs'
import { run } from './processes.mjs'

const isTerminal = process.stdout.isTTY === true
const shownLines = 60

/** Labels of the running steps. */
const running = new Set()

/** Shows one line while steps run, and one line for each finished step. */
export async function step(label, work) {
  const startedAt = Date.now()
  running.add(label)
  showRunning()
  const end = (note) => {
    running.delete(label)
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    const line = `  ${label.padEnd(34)} ${note ? `${note}, ` : ''}${seconds} s\n`
    process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}${line}`)
    showRunning()
  }
  try {
    end(await work())
  } catch (error) {
    end('failed')
    throw error
  }
}

function showRunning() {
  if (!isTerminal || running.size === 0) return
  process.stdout.write(`\r\x1b[2K  ${[...running].join(', ')} …`)
}

/**
 * Runs a program as a step; shows its output only if it fails.
 * @throws StepFailed
 */
export function runStep(label, program, args, options) {
  return step(label, async () => {
    const { code, output } = await run(program, args, options)
    if (code !== 0)
      throw new StepFailed(lastLines(output) || `${label} failed (exit code ${code}).`)
  })
}

export function lastLines(output, count = shownLines) {
  return output.trimEnd().split('\n').slice(-count).join('\n')
}
