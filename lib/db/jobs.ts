import type { Pool, PoolClient } from 'pg'
import { type JobInsert, type JobResult, PgBoss } from 'pg-boss'
import { createBatch } from './batch.ts'
import { withStatementDeadline, workDeadlineMs } from './deadline.ts'
import { inTransaction } from './in-transaction.ts'
import { takeTurnJobs } from './turn-jobs.ts'

/** A job for a queue. */
export interface NewJob {
  data: object
  key?: string
  /** It runs no earlier than after this many seconds. */
  afterSeconds?: number
}

/** Durable background work: a job survives the process, and is retried if it fails. */
export interface Jobs {
  /**
   * Runs `handle` for each job of this name, a few at a time.
   * @param policy `one-per-key`: of the jobs with one key, at most one runs and one waits
   * @param most the largest number of jobs that run at a time in this process
   */
  work<T extends object>(
    name: string,
    handle: (data: T) => Promise<void>,
    policy?: 'all' | 'one-per-key',
    most?: number,
  ): Promise<void>
  enqueue(name: string, data: object, key?: string): Promise<void>
  /**
   * Enqueues jobs together with the changes that they follow: in one transaction.
   * @param change its statements, on the given connection
   */
  enqueueWith<T>(
    change: (
      client: PoolClient,
      enqueue: (name: string, jobs: NewJob[]) => Promise<void>,
    ) => Promise<T>,
  ): Promise<T>
  /** Enqueues the jobs of ended turns. This process also does so every few seconds. */
  forwardTurnJobs(): Promise<void>
  /**
   * Enqueues a job of this name at the times of the cron expression; the name must have a worker.
   */
  schedule(name: string, cron: string): Promise<void>
  /** Waits briefly for running jobs to end. */
  stop(): Promise<void>
}

const stopMs = 2_000
/** Jobs mostly wait for a model; more at once would only slow down the chats. */
const atOnce = 4
const perFetch = 50
/** Interval at which a worker polls for other processes' jobs and for retries. */
const pollSeconds = 2
/** Delay after a job of this process; jobs that arrive meanwhile are fetched together. */
const gatherMs = 250
/** Interval at which a process looks for jobs of turns that ended with their process. */
const forwardMs = 5_000
/** After about this time without a heartbeat, any process retries the job of a killed process. */
const heartbeatSeconds = 20
const superviseSeconds = 10

/** Runs pg-boss on Lumos's own pool. */
export async function startJobs(pool: Pool, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) =>
        withStatementDeadline(workDeadlineMs, () => pool.query(text, values)),
    },
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
  })
  boss.on('error', onError)
  await boss.start()
  const wakeWorker = createWaker((id) => boss.notifyWorker(id))
  const insert = createBatch(async (jobs: (NewJob & { name: string })[]) => {
    const byName = Map.groupBy(jobs, ({ name }) => name)
    for (const [name, some] of byName) {
      await boss.insert(name, some.map(toInsert))
      wakeWorker.soon(name)
    }
  })
  const enqueueWith = createEnqueueWith(pool, boss, wakeWorker.soon)
  const forward = createBatch<null>(() =>
    withStatementDeadline(workDeadlineMs, () =>
      enqueueWith(async (client, enqueue) => {
        const jobs = await takeTurnJobs(client, wakeWorker.names())
        for (const [name, some] of Map.groupBy(jobs, ({ name }) => name)) await enqueue(name, some)
      }),
    ),
  )
  const forwarding = setInterval(() => void forward(null).catch(onError), forwardMs)
  forwarding.unref()
  return {
    async work(name, handle, policy = 'all', most = atOnce) {
      await boss.createQueue(name, {
        policy: policy === 'all' ? 'standard' : 'stately',
        retryLimit: 3,
        retryDelay: 5,
        retryBackoff: true,
        heartbeatSeconds,
      })
      // The queue may have been created by an earlier version.
      await boss.updateQueue(name, { heartbeatSeconds })
      const id = await boss.work<Parameters<typeof handle>[0]>(
        name,
        {
          pollingIntervalSeconds: pollSeconds,
          batchSize: perFetch,
          burstWhenBatchFull: true,
          perJobResults: true,
        },
        async (jobs) => {
          const results: JobResult[] = []
          const rest = jobs.values()
          const worker = async () => {
            for (const { id, data } of rest) results.push(await settle(id, () => handle(data)))
          }
          await Promise.all(Array.from({ length: most }, worker))
          return results
        },
      )
      wakeWorker.add(name, id)
    },
    enqueue: (name, data, key) => insert({ name, data, ...(key !== undefined && { key }) }),
    enqueueWith,
    forwardTurnJobs: () => forward(null),
    schedule: (name, cron) => boss.schedule(name, cron, {}),
    async stop() {
      clearInterval(forwarding)
      await boss.stop({ graceful: true, timeout: stopMs, close: false })
    },
  }
}

function createEnqueueWith(
  pool: Pool,
  boss: PgBoss,
  wake: (name: string) => void,
): Jobs['enqueueWith'] {
  return async (change) => {
    const names = new Set<string>()
    const result = await inTransaction(pool, (client) => {
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
      return change(client, async (name, jobs) => {
        names.add(name)
        await boss.insert(name, jobs.map(toInsert), { db })
      })
    })
    for (const name of names) wake(name)
    return result
  }
}

function toInsert({ data, key, afterSeconds }: NewJob): JobInsert {
  return {
    data,
    ...(key !== undefined && { singletonKey: key }),
    ...(afterSeconds !== undefined && { startAfter: afterSeconds }),
  }
}

/** Wakes a queue's worker shortly after the first of several jobs. */
function createWaker(wake: (workerId: string) => void) {
  const workers = new Map<string, string>()
  const pending = new Set<string>()
  return {
    add: (name: string, id: string) => workers.set(name, id),
    names: () => [...workers.keys()],
    soon(name: string) {
      const id = workers.get(name)
      if (!id || pending.has(name)) return
      pending.add(name)
      setTimeout(() => {
        pending.delete(name)
        wake(id)
      }, gatherMs).unref()
    },
  }
}

async function settle(id: string, work: () => Promise<void>): Promise<JobResult> {
  try {
    await withStatementDeadline(workDeadlineMs, work)
    return { id, status: 'completed' }
  } catch (error) {
    return { id, status: 'failed', output: { message: String(error) } }
  }
}
