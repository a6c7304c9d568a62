import { findUsersToEmbed } from '#lib/db/repositories/memory-vectors.ts'
import type { Services } from '../services.ts'

export const vectorJob = 'memory-vectors'

export interface VectorJob {
  /** null: of all users. */
  userId: string | null
}

/** Has the embedding model see memories that it has not seen; another job goes on with the rest. */
export async function embedMemories(services: Services, { userId }: VectorJob): Promise<void> {
  const { embeddingModel } = await services.settings.read()
  if (!embeddingModel) return
  if (userId === null) {
    const users = await findUsersToEmbed(services.database.pool, embeddingModel)
    await Promise.all(users.map((id) => enqueueVectors(services, id)))
  } else if (await services.memory.embedSome(userId)) {
    await enqueueVectors(services, userId)
  }
}

/** @param userId null: of all users */
export async function enqueueVectors(
  { jobs }: Pick<Services, 'jobs'>,
  userId: string | null,
): Promise<void> {
  const job: VectorJob = { userId }
  await jobs.enqueue(vectorJob, job, userId ?? 'all')
}
