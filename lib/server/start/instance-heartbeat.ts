import {
  interruptOrphanedTurns,
  recordHeartbeat,
  removeInstance,
} from '#lib/db/repositories/instances.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { onShutdown } from './shutdown.ts'

const beatMs = 10_000

/** Writes this process's heartbeat, and marks the turns of processes that died. */
export async function keepInstanceAlive(
  services: Pick<Services, 'env' | 'database' | 'instanceId'>,
): Promise<void> {
  const { database, env, instanceId } = services
  // The data directory's lock guarantees that no other process uses its embedded database.
  const isAlone = env.databaseUrl === undefined
  await recordHeartbeat(database.pool, instanceId)
  await interruptOrphanedTurns(database.pool, { instanceId, isAlone })
  const beat = async () => {
    // This also keeps a connection open for the next turn.
    await recordHeartbeat(database.turnPool, instanceId)
    await interruptOrphanedTurns(database.pool, { instanceId, isAlone: false })
  }
  const timer = setInterval(() => void beat().catch(logError), beatMs)
  timer.unref()
  onShutdown('heartbeat', async () => {
    clearInterval(timer)
    await removeInstance(database.pool, instanceId)
  })
}
