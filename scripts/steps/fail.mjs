import { endWithNpm } from './processes.mjs'

/** A failure that one line explains; it ends the command. */
export class StepFailed extends Error {}

/**
 * Runs a command of `package.json`; an error becomes one line and exit code 1. The command ends
 * with the npm that started it.
 */
export async function command(work) {
  try {
    endWithNpm()
    await work()
  } catch (error) {
    const text = error instanceof StepFailed ? error.message : (error?.stack ?? String(error))
    process.stderr.write(`${text}\n`)
    process.exit(1)
  }
}
