import type { Jobs } from '#lib/db/jobs.ts'

export const vectorJob = 'memory-vectors'

export interface VectorJob {
  /** Null for all users. */
  userId: string | null
}

/** @param userId null for all users */
export async function enqueueVectors(
  { jobs }: { jobs: Pick<Jobs, 'enqueue'> },
  userId: string | null,
): Promise<void> {
  const job: VectorJob = { userId }
  await jobs.enqueue(vectorJob, job, userId ?? 'all')
}
