import { StepFailed } from './fail.mjs'
import { run } from './processes.mjs'

const isTerminal = process.stdout.isTTY === true
const shownLines = 60

/** One calm line while a step runs and when it is done. */
export async function step(label, work) {
  const startedAt = Date.now()
  if (isTerminal) process.stdout.write(`  ${label} …`)
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  const write = (text) => process.stdout.write(`${isTerminal ? '\r\x1b[2K' : ''}  ${text}\n`)
  try {
    const note = await work()
    write(`${label.padEnd(34)} ${note ? `${note}, ` : ''}${seconds()}`)
  } catch (error) {
    write(`${label.padEnd(34)} failed, ${seconds()}`)
    throw error
  }
}

/**
 * Runs a program as a step; its output is shown only when it fails.
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
