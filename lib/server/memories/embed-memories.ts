import { findUsersToEmbed } from '#lib/db/repositories/memory-vectors.ts'
import type { Services } from '../services.ts'
import { enqueueVectors, type VectorJob } from './vector-job.ts'

/** Computes vectors for memories that have none; a further job continues with the rest. */
export async function embedMemories(
  services: Pick<Services, 'database' | 'jobs' | 'settings' | 'memory'>,
  { userId }: VectorJob,
): Promise<void> {
  const { embeddingModel } = await services.settings.read()
  if (!embeddingModel) return
  if (userId === null) {
    const users = await findUsersToEmbed(services.database.pool, embeddingModel)
    await Promise.all(users.map((id) => enqueueVectors(services, id)))
  } else if (await services.memory.embedSome(userId)) {
    await enqueueVectors(services, userId)
  }
}
