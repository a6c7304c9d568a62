import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '#lib/errors.ts'
import { logError } from '../log-error.ts'

const firstPauseMs = 100
const longestPauseMs = 2_000
/** A restarting database is back by then; longer outages are reported to the reader. */
const readerWaitsMs = 30_000

/** PostgreSQL's classes for invalid data or statements, which a retry cannot mend. */
const lasting = /^(22|23|42)...$/

/**
 * Retries a save while the database is unreachable, so that no answer is lost.
 * @throws the error of the last try
 */
export async function untilSaved(
  save: () => Promise<void>,
  patienceMs: number = readerWaitsMs,
): Promise<void> {
  const startedAt = performance.now()
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await save()
    } catch (error) {
      const isTooLate = performance.now() - startedAt + pauseMs > patienceMs
      if (isTooLate || lasting.test(errorCode(error))) throw error
      logError(error)
    }
    await sleep(pauseMs)
  }
}
