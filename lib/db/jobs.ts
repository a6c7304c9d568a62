import type { Pool } from 'pg'
import { type JobResult, PgBoss } from 'pg-boss'
import { createBatch } from './batch.ts'
import { withStatementDeadline, workDeadlineMs } from './deadline.ts'
import { forwardTurnJobs } from './turn-jobs.ts'

/** Durable background work: a job survives the process, and is retried if it fails. */
export interface Jobs {
  /**
   * Runs `handle` for each job of this name, a few at a time.
   * @param policy `one-per-key`: of the jobs with one key, at most one runs and one waits
   */
  work<T extends object>(
    name: string,
    handle: (data: T) => Promise<void>,
    policy?: 'all' | 'one-per-key',
  ): Promise<void>
  enqueue(name: string, data: object, key?: string): Promise<void>
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
  const insert = createBatch(async (jobs: { name: string; data: object; key?: string }[]) => {
    const byName = Map.groupBy(jobs, ({ name }) => name)
    for (const [name, some] of byName) {
      await boss.insert(
        name,
        some.map(({ data, key }) => ({ data, singletonKey: key })),
      )
      wakeWorker.soon(name)
    }
  })
  const forward = createBatch<null>(async () => {
    const names = await withStatementDeadline(workDeadlineMs, () =>
      forwardTurnJobs(pool, wakeWorker.names(), async (client, name, jobs) => {
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
        await boss.insert(
          name,
          jobs.map(({ data, key }) => ({ data, singletonKey: key })),
          { db },
        )
      }),
    )
    for (const name of names) wakeWorker.soon(name)
  })
  const forwarding = setInterval(() => void forward(null).catch(onError), forwardMs)
  forwarding.unref()
  return {
    async work(name, handle, policy = 'all') {
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
          await Promise.all(Array.from({ length: atOnce }, worker))
          return results
        },
      )
      wakeWorker.add(name, id)
    },
    enqueue: (name, data, key) => insert({ name, data, key }),
    forwardTurnJobs: () => forward(null),
    schedule: (name, cron) => boss.schedule(name, cron, {}),
    async stop() {
      clearInterval(forwarding)
      await boss.stop({ graceful: true, timeout: stopMs, close: false })
    },
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
