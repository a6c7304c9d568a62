import { type Logger, pino } from 'pino'
import { env } from '#lib/env.ts'
import { processWide } from '#lib/process-wide.ts'

/**
 * The log: one line of JSON for each entry, on stderr. Nothing that people wrote, no address and no
 * key belongs here; what an entry is about is said by ids.
 */
export function log(): Logger {
  return processWide('log', () =>
    pino(
      {
        level: levelOf(),
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        messageKey: 'message',
        formatters: { level: (level) => ({ level }) },
      },
      { write: (line) => process.stderr.write(line) },
    ),
  )
}

/** A wrong environment stops the start elsewhere, with its own words. */
function levelOf(): string {
  try {
    return env().logLevel
  } catch {
    return 'warn'
  }
}
