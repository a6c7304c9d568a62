import { endLease, leaseMs, removeInstance, renewLease } from '#lib/db/repositories/instances.ts'
import { type TakenRun, takeLostRuns } from '#lib/db/repositories/lost-runs.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { version } from '../version.ts'

type LeaseServices = Pick<
  Services,
  'env' | 'database' | 'instanceId' | 'heldRuns' | 'config' | 'draining'
>

interface LeaseOptions {
  /** See `InstanceRow`. */
  home: string | null
  /** Goes on with a run of a dead instance. */
  onTaken(run: TakenRun): void
  /** Told how many instances live, this one included, every two seconds. */
  onCounted(instances: number): void
}

interface Lease {
  /** Ends the lease, so that other instances take the runs. */
  handOver(): Promise<void>
  close(): Promise<void>
}

const beatMs = 2_000
/**
 * After a longer pause of this process or the database, the others' leases may be over although
 * they live: they get time to renew them.
 */
const longestGapMs = 3_500

/**
 * Renews this instance's lease every two seconds, ends the runs that it lost, and takes care of
 * those of dead instances.
 */
export async function keepLease(
  services: LeaseServices,
  { home, onTaken, onCounted }: LeaseOptions,
): Promise<Lease> {
  const { database, instanceId, heldRuns, draining } = services
  const instance = { id: instanceId, home, version }
  const takeLost = async (options: { isAlone: boolean; areLeasesCurrent: boolean }) => {
    if (draining.isOn()) return
    const held = { instanceId, home, turnIds: heldRuns.turnIds() }
    for (const run of await takeLostRuns(database.pool, { ...held, ...options })) onTaken(run)
  }

  await renew(services, instance)
  // The data directory's lock guarantees that no other process uses its embedded database.
  await takeLost({ isAlone: services.env.databaseUrl === undefined, areLeasesCurrent: false })
  let renewedAt = performance.now()
  let steadySince = renewedAt
  let beating: Promise<void> | undefined

  const beat = async () => {
    try {
      onCounted(await renew(services, instance))
      const now = performance.now()
      if (now - renewedAt > longestGapMs) steadySince = now
      renewedAt = now
      await takeLost({ isAlone: false, areLeasesCurrent: now - steadySince >= leaseMs })
    } catch (error) {
      logError(error)
    }
  }
  const timer = setInterval(() => {
    beating ??= beat().finally(() => {
      beating = undefined
    })
  }, beatMs)
  timer.unref()
  return {
    async handOver() {
      clearInterval(timer)
      await beating
      await endLease(database.pool, instanceId)
    },
    async close() {
      clearInterval(timer)
      await removeInstance(database.pool, instanceId)
    },
  }
}

/** @returns the number of live instances */
async function renew(
  { database, heldRuns, config }: LeaseServices,
  instance: Parameters<typeof renewLease>[1],
): Promise<number> {
  const held = heldRuns.claimed()
  const { claims, configVersion, instances } = await renewLease(database.leasePool, instance)
  config.heard(configVersion)
  const claimed = new Set(claims.map(({ turnId }) => turnId))
  for (const { turnId, stopRequested } of claims) if (stopRequested) heldRuns.stop(turnId, 'user')
  // Another instance has these runs, or their chats were deleted.
  for (const turnId of held) if (!claimed.has(turnId)) heldRuns.stop(turnId, 'lost')
  return instances
}
