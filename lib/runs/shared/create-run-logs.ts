import type { Redis } from 'ioredis'
import type { Database } from '#lib/db/database.ts'
import { createInProcessRunLogs } from '../in-process-run-log.ts'
import type { Run, RunLogStore, RunLogWriter } from '../run-log.ts'
import { createRunFollower } from './follow-runs.ts'
import { createPostgresRunChunks, createRunSignals, listenToRuns } from './postgres-run-chunks.ts'
import { createRunPublisher } from './publish-runs.ts'
import { createRedisRunChunks } from './redis-run-chunks.ts'
import type { PublishedBefore, RunChunkStore, RunDirectory } from './run-chunks.ts'
import { createSharedRunLogs } from './shared-run-logs.ts'

/** The runs of all instances on one database. */
export interface RunLogs extends RunLogStore {
  /**
   * Opens the log of a run that this instance has claimed from another one, behind what that one
   * published; null if the chat has an active run here. `text` is empty if nobody followed the run.
   */
  takeOver(run: Run): Promise<{ writer: RunLogWriter; text: string } | null>
  /** Hears what other instances ask for and publish, until it is closed. */
  listen(): Promise<{ close(): Promise<void> }>
}

/**
 * @param options.redis carries runs faster between instances; without it, or while it is away,
 * PostgreSQL does
 */
export function createRunLogs(options: {
  database: Pick<Database, 'turnPool' | 'url'>
  redis: Redis | null
  directory: RunDirectory
  instanceId: string
  onError: (error: unknown) => void
}): RunLogs {
  const { database, redis, directory, instanceId, onError } = options
  const pool = database.turnPool
  const own = createInProcessRunLogs()
  const rows = createPostgresRunChunks(pool, instanceId)
  const streams = redis && createRedisRunChunks(redis, instanceId, onError)
  const stores = streams ? ([streams, rows] as const) : ([rows] as const)
  const publisher = createRunPublisher({ stores, onError })
  const follower = createRunFollower({
    store: rows,
    signals: createRunSignals(pool),
    directory,
    onBegin: streams?.wake,
    onError,
  })
  const shared = createSharedRunLogs({ own, publisher, follower, directory })
  return {
    ...shared,
    async takeOver(run) {
      const fences = [streams?.claim(run.runId), rows.settle()]
      await Promise.all(fences.map((fence) => fence?.catch(onError)))
      const published = await readPublished(stores, run.runId, onError)
      const writer = await shared.open(run, published)
      return writer && { writer, text: published.texts.join('') }
    },
    async listen() {
      const { noticed } = follower
      const hearing = await listenToRuns(database.url, {
        asked: publisher.asked,
        noticed,
        error: onError,
      })
      streams?.follow(follower.positions, follower.take)
      return {
        async close() {
          await publisher.close()
          streams?.close()
          await hearing.close()
        },
      }
    },
  }
}

/** What a dead instance published of a run, from the store that has more of it. */
async function readPublished(
  stores: readonly [RunChunkStore, ...RunChunkStore[]],
  runId: string,
  onError: (error: unknown) => void,
): Promise<PublishedBefore> {
  const [first, ...others] = await Promise.all(
    stores.map(async (store) => {
      const chunks = await store.read(new Map([[runId, 0]])).catch((error) => {
        onError(error)
        return []
      })
      // Chunks behind a gap were never read by anybody.
      const whole = chunks.filter(({ sequence }, index) => sequence === index)
      return { store, texts: whole.map(({ text }) => text) }
    }),
  )
  const none = { store: stores[0], texts: [] }
  return others.reduce((a, b) => (b.texts.length > a.texts.length ? b : a), first ?? none)
}
