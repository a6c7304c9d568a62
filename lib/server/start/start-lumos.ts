import { processWide } from '#lib/process-wide.ts'
import { StartError } from '#lib/start-error.ts'
import { boot } from './boot.ts'
import { shutdown } from './shutdown.ts'

/**
 * Boots, and ends the process in an orderly way on SIGINT and SIGTERM. A start that fails says why
 * in one line and ends with code 1. The starting script, where there is one, is told by message.
 */
export async function startLumos(): Promise<void> {
  processWide('signals', () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))
    // The starting script is gone, even when it was killed.
    process.on('disconnect', () => void end(0))
  })
  try {
    const report = await boot()
    process.send?.({ type: 'lumos-ready', report })
  } catch (error) {
    const message = error instanceof StartError ? error.message : explain(error)
    if (process.send) process.send({ type: 'lumos-failed', message })
    else process.stderr.write(`Lumos cannot start: ${message}\n`)
    await end(1)
  }
}

async function end(code: number): Promise<void> {
  await shutdown()
  process.exit(code)
}

function explain(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
