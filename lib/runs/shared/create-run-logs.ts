import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { createInProcessRunLogs } from '../in-process-run-log.ts'
import type { RunLogStore } from '../run-log.ts'
import { createRunFollower } from './follow-runs.ts'
import { createPostgresRunChunks, createRunSignals, listenToRuns } from './postgres-run-chunks.ts'
import { createRunPublisher } from './publish-runs.ts'
import { createRedisRunChunks } from './redis-run-chunks.ts'
import type { RunDirectory } from './run-chunks.ts'
import { createSharedRunLogs } from './shared-run-logs.ts'

/** The runs of all instances on one database. */
export interface RunLogs extends RunLogStore {
  /** Hears what other instances ask for and publish, until it is closed. */
  listen(): Promise<{ close(): Promise<void> }>
}

/**
 * @param options.redis carries runs faster between instances; without it, or while it is away,
 * PostgreSQL does
 */
export function createRunLogs(options: {
  pool: Pool
  url: string
  redis: Redis | null
  directory: RunDirectory
  onError: (error: unknown) => void
}): RunLogs {
  const { pool, url, redis, directory, onError } = options
  const own = createInProcessRunLogs()
  const rows = createPostgresRunChunks(pool)
  const streams = redis && createRedisRunChunks(redis, onError)
  const stores = streams ? ([streams, rows] as const) : ([rows] as const)
  const publisher = createRunPublisher({ stores, onError })
  const follower = createRunFollower({
    store: rows,
    signals: createRunSignals(pool),
    directory,
    onBegin: streams?.wake,
    onError,
  })
  return {
    ...createSharedRunLogs({ own, publisher, follower, directory }),
    async listen() {
      const { noticed } = follower
      const hearing = await listenToRuns(url, { asked: publisher.asked, noticed, error: onError })
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
