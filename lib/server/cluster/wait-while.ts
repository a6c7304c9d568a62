import { setImmediate as nextLoopTurn, setTimeout as sleep } from 'node:timers/promises'

const lookMs = 100

/**
 * Waits as long as the condition holds, and no longer than the limits allow. What sockets received
 * while the process was held up is read before each look.
 */
export async function waitWhile(
  holds: () => boolean,
  limits: {
    /** By `performance.now()`. */
    until: number
    hurry: AbortSignal
    /** Called before each look. */
    look?(): Promise<void>
  },
): Promise<void> {
  while (!limits.hurry.aborted && performance.now() < limits.until && holds()) {
    await limits.look?.()
    await sleep(lookMs)
    await nextLoopTurn()
  }
}
