import type { Redis } from 'ioredis'
import type { Positions, RunChunk, RunChunkStore } from './run-chunks.ts'

/** Time to gather chunks: each costs little, so readers need not wait long. */
const gatherMs = 5
/** A stream without news for this long belongs to a process that died. */
const expiryMs = 600_000
/** How long a read waits for news. Shorter than the socket's timeout. */
const blockMs = 1_000
const socketMs = 5_000
const mostPerRead = 500

const keyOf = (runId: string) => `lumos:run:${runId}`
const runIdOf = (key: string) => key.slice('lumos:run:'.length)

/** Redis as a store of chunks, and the one reader of this instance. */
export interface RedisRunChunks extends RunChunkStore {
  /** Reads what `positions` asks for until `close`. */
  follow(positions: () => Positions, take: (chunks: RunChunk[]) => void): void
  /** The positions name another run. */
  wake(): void
  close(): void
}

/** Chunks as Redis streams, one for each run, which expire. */
export function createRedisRunChunks(
  redis: Redis,
  onError: (error: unknown) => void,
): RedisRunChunks {
  const wakeKey = `lumos:wake:${crypto.randomUUID()}`
  // A blocked connection takes no other commands.
  const reader = redis.duplicate({ commandTimeout: undefined, socketTimeout: socketMs })
  reader.on('error', onError)
  let wokenAt = '0-0'
  let isClosed = false

  return {
    gatherMs,
    async append(chunks) {
      const pipeline = redis.pipeline()
      for (const { runId, sequence, text, isLast } of chunks) {
        // Streams begin with 0-1, and refuse an id that they have.
        pipeline.xadd(keyOf(runId), `${sequence}-1`, 'text', text, 'isLast', isLast ? '1' : '0')
      }
      for (const runId of new Set(chunks.map(({ runId }) => runId)))
        pipeline.pexpire(keyOf(runId), expiryMs)
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error
    },
    async read(from) {
      const answers = await Promise.all(
        [...from].map(async ([runId, next]) =>
          (await redis.xrange(keyOf(runId), `${next}-0`, '+')).map((entry) =>
            chunkOf(runId, entry),
          ),
        ),
      )
      return answers.flat()
    },
    async drop(runIds) {
      if (runIds.length > 0) await redis.del(...runIds.map(keyOf))
    },
    follow(positions, take) {
      const loop = async () => {
        while (!isClosed) {
          try {
            const from = [...positions()]
            const keys = [...from.map(([runId]) => keyOf(runId)), wakeKey]
            const ids = [...from.map(([, next]) => `${next}-0`), wokenAt]
            const options = ['COUNT', mostPerRead, 'BLOCK', blockMs] as const
            const found = await reader.xread(...options, 'STREAMS', ...keys, ...ids)
            for (const [key, entries] of found ?? []) {
              if (key === wakeKey) wokenAt = entries.at(-1)?.[0] ?? wokenAt
              else take(entries.map((entry) => chunkOf(runIdOf(key), entry)))
            }
          } catch (error) {
            if (isClosed) return
            onError(error)
            await new Promise((resolve) => setTimeout(resolve, blockMs))
          }
        }
      }
      void loop()
    },
    wake() {
      redis
        .pipeline()
        .xadd(wakeKey, 'MAXLEN', 1, '*', 'wake', '1')
        .pexpire(wakeKey, expiryMs)
        .exec()
        .catch(onError)
    },
    close() {
      isClosed = true
      reader.disconnect()
    },
  }
}

function chunkOf(runId: string, [id, fields]: [string, string[]]): RunChunk {
  const [, text = '', , isLast] = fields
  return { runId, sequence: Number(id.split('-', 1)[0]), text, isLast: isLast === '1' }
}
