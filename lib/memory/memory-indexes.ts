import { LRUCache } from 'lru-cache'
import type { Pool } from 'pg'
import { readMemoriesForIndex } from '#lib/db/repositories/memories.ts'
import { createMemoryIndex, type MemoryIndex } from './memory-index.ts'

/** The indexes of the users who were active lately. */
export interface MemoryIndexes {
  /** The user's index and whether it had to be built now. */
  get(userId: string): Promise<MemoryIndex>
  has(userId: string): boolean
  /** The user's memories changed, or the user is gone. */
  invalidate(userId: string): void
}

/** Memories held in all indexes together. */
const capacity = 500_000
/** Another process's change is seen after this time at the latest. */
const freshMs = 60_000

export function createMemoryIndexes(pool: Pool): MemoryIndexes {
  const ready = new LRUCache<string, MemoryIndex>({
    maxSize: capacity,
    sizeCalculation: (index) => index.size + 1,
    ttl: freshMs,
  })
  const building = new Map<string, Promise<MemoryIndex>>()

  const build = (userId: string) => {
    const work = readMemoriesForIndex(pool, userId)
      .then((rows) => {
        const index = createMemoryIndex(rows)
        // A change during the build made it stale.
        if (building.get(userId) === work) ready.set(userId, index)
        return index
      })
      .finally(() => {
        if (building.get(userId) === work) building.delete(userId)
      })
    building.set(userId, work)
    return work
  }

  return {
    has: (userId) => ready.has(userId),
    async get(userId) {
      return ready.get(userId) ?? building.get(userId) ?? build(userId)
    },
    invalidate(userId) {
      ready.delete(userId)
      building.delete(userId)
    },
  }
}
