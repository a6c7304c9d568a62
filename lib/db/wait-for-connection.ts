import { setTimeout as sleep } from 'node:timers/promises'
import { errorCode } from '#lib/errors.ts'

const tooManyConnections = '53300'
const firstPauseMs = 100
const longestPauseMs = 1_000

/**
 * Connects, and again after growing pauses while the server has no connection left.
 * @param patienceMs how long it tries
 */
export async function waitForConnection<T>(
  connect: () => Promise<T>,
  patienceMs: number,
): Promise<T> {
  const until = performance.now() + patienceMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await connect()
    } catch (error) {
      if (errorCode(error) !== tooManyConnections || performance.now() > until) throw error
    }
    await sleep(pauseMs)
  }
}
