import type { Pool } from 'pg'
import { z } from 'zod'
import { listen, type Notifications } from '#lib/db/notifications.ts'
import type { MemoryIndexes } from './memory-indexes.ts'

/** Tells this and the other processes what changed, so that none answers from a stale index. */
export interface MemoryChanges {
  /**
   * @param userId null: of all users
   * @param ids null: any of the memories
   */
  tell(userId: string | null, ids: string[] | null): Promise<void>
  /** Hears the other processes from now on. */
  listen(url: string): Promise<Notifications>
}

const channel = 'lumos_memory'
/** PostgreSQL carries at most 8,000 bytes. */
const mostIds = 100
const messageSchema = z.object({
  from: z.string(),
  userId: z.string().nullable(),
  ids: z.array(z.string()).nullable(),
})

export function createMemoryChanges(
  pool: Pool,
  indexes: MemoryIndexes,
  onError: (error: unknown) => void,
): MemoryChanges {
  const from = crypto.randomUUID()
  const apply = (userId: string | null, ids: string[] | null) => {
    if (userId === null) indexes.clear()
    else indexes.changed(userId, ids)
  }
  return {
    async tell(userId, ids) {
      apply(userId, ids)
      const fitting = ids && ids.length <= mostIds ? ids : null
      const payload = JSON.stringify({ from, userId, ids: fitting })
      await pool.query('SELECT pg_notify($1, $2)', [channel, payload])
    },
    listen: (url) =>
      listen(url, channel, {
        message(payload) {
          try {
            const message = messageSchema.parse(JSON.parse(payload))
            if (message.from !== from) apply(message.userId, message.ids)
          } catch (error) {
            onError(error)
          }
        },
        gap: indexes.clear,
        error: onError,
      }),
  }
}
