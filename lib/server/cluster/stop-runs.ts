import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { countClaims, requestStops } from '#lib/db/repositories/lost-runs.ts'
import type { RunLogStore } from '#lib/runs/run-log.ts'

const lookMs = 50
/** A run ends within a second; one of a dead instance ends when its lease is over. */
const patienceMs = 2_000

/**
 * Stops runs: those that a user asks to stop on all instances, else only those of this one.
 * Resolves when they have ended, or the others' have been waited for.
 */
export function createStop(
  runs: Pick<RunLogStore, 'stop'>,
  pool: Pool,
  instanceId: string,
): RunLogStore['stop'] {
  return async (which, reason) => {
    if (reason !== 'user') return runs.stop(which, reason)
    const [own, elsewhere] = await Promise.all([
      runs.stop(which, reason),
      requestStops(pool, { instanceId, ...which }),
    ])
    const startedAt = performance.now()
    while (elsewhere.length > 0 && performance.now() - startedAt < patienceMs) {
      if ((await countClaims(pool, elsewhere)) === 0) break
      await sleep(lookMs)
    }
    return own + elsewhere.length
  }
}
