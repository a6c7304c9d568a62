import { type Logger, pino } from 'pino'
import { env } from '#lib/env.ts'
import { processWide } from '#lib/process-wide.ts'

/**
 * The log: one line of JSON per entry, on stderr. Entries name things by id and never contain
 * people's text, addresses or keys.
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

/** An invalid environment is reported elsewhere and stops the start. */
function levelOf(): string {
  try {
    return env().logLevel
  } catch {
    return 'warn'
  }
}
