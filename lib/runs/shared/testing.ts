import { connectRedis } from '#lib/redis.ts'
import { createRunLogs, type RunLogs } from './create-run-logs.ts'

/** Two instances on one database. */
export interface TwoInstances {
  one: RunLogs
  two: RunLogs
  close(): Promise<void>
}

/** Creates the run logs of two instances, which know each other's runs. */
export async function createTwoInstances(options: {
  database: Parameters<typeof createRunLogs>[0]['database']
  redisUrl?: string
  onError?: (error: unknown) => void
}): Promise<TwoInstances> {
  const { database, redisUrl, onError = fail } = options
  /** The executing instance and the owner of each run. */
  const running = new Map<string, { at: number; chatId: string; userId: string }>()
  const closing: (() => Promise<void> | void)[] = []

  const start = async (at: number): Promise<RunLogs> => {
    const redis = redisUrl ? connectRedis(redisUrl, onError) : null
    if (redis) await new Promise((resolve) => redis.once('ready', resolve))
    const directory = {
      async findElsewhere({ chatId, userId }: { chatId: string; userId: string }) {
        const found = [...running].find(
          ([, run]) => run.at !== at && run.chatId === chatId && run.userId === userId,
        )
        return found ? { runId: found[0] } : null
      },
      findRunning: async (ids: string[]) => new Set(ids.filter((id) => running.has(id))),
    }
    const instanceId = String(at)
    const logs = createRunLogs({ database, redis, directory, instanceId, onError })
    const listening = await logs.listen()
    closing.push(listening.close, () => redis?.disconnect())
    return {
      ...logs,
      async open(run) {
        const writer = await logs.open(run)
        if (!writer) return null
        running.set(run.runId, { at, chatId: run.chatId, userId: run.userId })
        return {
          ...writer,
          close() {
            running.delete(run.runId)
            writer.close()
          },
        }
      },
    }
  }
  return {
    one: await start(1),
    two: await start(2),
    async close() {
      for (const close of closing) await close()
    },
  }
}

function fail(error: unknown): never {
  throw error
}
