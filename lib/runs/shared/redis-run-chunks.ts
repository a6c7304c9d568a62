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
/** Holds the instance that took the run over, which alone adds to it. */
const ownerKeyOf = (runId: string) => `lumos:owner:${runId}`
const runIdOf = (key: string) => key.slice('lumos:run:'.length)

/** An instance that was taken for dead no longer adds to a run of another, or drops it. */
const ifOwn = `local owner = redis.call('GET', KEYS[2])
  if owner and owner ~= ARGV[1] then return end`
// Streams begin with 0-1, and refuse an id that they have.
const appendScript = `${ifOwn}
  redis.call('XADD', KEYS[1], ARGV[2] .. '-1', 'text', ARGV[3], 'isLast', ARGV[4])
  redis.call('PEXPIRE', KEYS[1], ${expiryMs})`
const dropScript = `${ifOwn}
  redis.call('DEL', KEYS[1])`

/** Redis as a store of chunks, and the one reader of this instance. */
export interface RedisRunChunks extends RunChunkStore {
  /** Reads what `positions` asks for until `close`. */
  follow(positions: () => Positions, take: (chunks: RunChunk[]) => void): void
  /** Takes a run over: what its earlier instance appends from now on is not stored. */
  claim(runId: string): Promise<void>
  /** The positions name another run. */
  wake(): void
  close(): void
}

/** Chunks as Redis streams, one for each run, which expire. */
export function createRedisRunChunks(
  redis: Redis,
  instanceId: string,
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
        const keys = [keyOf(runId), ownerKeyOf(runId)]
        pipeline.eval(appendScript, 2, ...keys, instanceId, sequence, text, isLast ? '1' : '0')
      }
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
      await Promise.all(
        runIds.map((id) => redis.eval(dropScript, 2, keyOf(id), ownerKeyOf(id), instanceId)),
      )
    },
    async claim(runId) {
      await redis.set(ownerKeyOf(runId), instanceId, 'PX', expiryMs)
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
