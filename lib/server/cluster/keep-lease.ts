import { leaseMs, removeInstance, renewLease } from '#lib/db/repositories/instances.ts'
import { takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { version } from '../version.ts'

type LeaseServices = Pick<Services, 'env' | 'database' | 'instanceId' | 'heldRuns' | 'config'>

const beatMs = 2_000
/**
 * After a longer pause of this process or the database, the others' leases may be over although
 * they live: they get time to renew them.
 */
const longestGapMs = 3_500

/**
 * Renews this instance's lease every two seconds, ends the runs that it lost, and takes care of
 * those of dead instances.
 * @param home see `InstanceRow`
 */
export async function keepLease(
  services: LeaseServices,
  home: string | null,
): Promise<{ close(): Promise<void> }> {
  const { database, instanceId, heldRuns } = services
  const instance = { id: instanceId, home, version }
  const takeLost = (options: { isAlone: boolean; areLeasesCurrent: boolean }) =>
    takeLostRuns(database.pool, { instanceId, home, turnIds: heldRuns.turnIds(), ...options })

  await renew(services, instance)
  // The data directory's lock guarantees that no other process uses its embedded database.
  await takeLost({ isAlone: services.env.databaseUrl === undefined, areLeasesCurrent: false })
  let renewedAt = performance.now()
  let steadySince = renewedAt
  let isBeating = false

  const beat = async () => {
    if (isBeating) return
    isBeating = true
    try {
      await renew(services, instance)
      const now = performance.now()
      if (now - renewedAt > longestGapMs) steadySince = now
      renewedAt = now
      await takeLost({ isAlone: false, areLeasesCurrent: now - steadySince >= leaseMs })
    } catch (error) {
      logError(error)
    } finally {
      isBeating = false
    }
  }
  const timer = setInterval(() => void beat(), beatMs)
  timer.unref()
  return {
    async close() {
      clearInterval(timer)
      await removeInstance(database.pool, instanceId)
    },
  }
}

async function renew(
  { database, heldRuns, config }: LeaseServices,
  instance: Parameters<typeof renewLease>[1],
): Promise<void> {
  const held = heldRuns.claimed()
  const { claims, configVersion } = await renewLease(database.turnPool, instance)
  config.heard(configVersion)
  const claimed = new Set(claims.map(({ turnId }) => turnId))
  for (const { turnId, stopRequested } of claims) if (stopRequested) heldRuns.stop(turnId, 'user')
  // Another instance has these runs, or their chats were deleted.
  for (const turnId of held) if (!claimed.has(turnId)) heldRuns.stop(turnId, 'lost')
}
