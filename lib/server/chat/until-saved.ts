import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '#lib/errors.ts'
import { logError } from '../log-error.ts'

const firstPauseMs = 100
const longestPauseMs = 2_000
/** A database that starts anew is back by then; the reader is told otherwise. */
const readerWaitsMs = 30_000

/** PostgreSQL's classes for wrong data or statements, which no later try would mend. */
const lasting = /^(22|23|42)...$/

/**
 * Saves again while the database is away, so that no answer is lost with it.
 * @throws what the last try threw
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
