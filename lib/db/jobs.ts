import type { Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import { createBatch } from './batch.ts'

/** Durable background work: a job outlives the process, and is tried again when it fails. */
export interface Jobs {
  /** Runs `handle` for each job of this name, one at a time. */
  work<T extends object>(name: string, handle: (data: T) => Promise<void>): Promise<void>
  enqueue(name: string, data: object): Promise<void>
  /** Lets running jobs end, for a moment. */
  stop(): Promise<void>
}

const stopMs = 2_000

/** pg-boss on our own pool. */
export async function startJobs(pool: Pool, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
  })
  boss.on('error', onError)
  await boss.start()
  const insert = createBatch(async (jobs: { name: string; data: object }[]) => {
    const byName = Map.groupBy(jobs, ({ name }) => name)
    for (const [name, some] of byName)
      await boss.insert(
        name,
        some.map(({ data }) => ({ data })),
      )
  })
  return {
    async work(name, handle) {
      await boss.createQueue(name, { retryLimit: 3, retryDelay: 5, retryBackoff: true })
      await boss.work<Parameters<typeof handle>[0]>(
        name,
        { pollingIntervalSeconds: 0.5 },
        async (jobs) => {
          for (const job of jobs) await handle(job.data)
        },
      )
    },
    enqueue: (name, data) => insert({ name, data }),
    stop: () => boss.stop({ graceful: true, timeout: stopMs, close: false }),
  }
}
