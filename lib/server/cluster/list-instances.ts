import type { Instance } from '#lib/contracts/instance.ts'
import { listInstances as readInstances } from '#lib/db/repositories/instances.ts'
import type { Services } from '../services.ts'

/** The live instances, oldest first. */
export async function listInstances({
  database,
}: Pick<Services, 'database'>): Promise<{ items: Instance[] }> {
  const instances = await readInstances(database.pool)
  return {
    items: instances.map(({ startedAt, lastSeenAt, ...rest }) => ({
      ...rest,
      startedAt: startedAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
  }
}
