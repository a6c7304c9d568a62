import { createBatch } from '#lib/db/batch.ts'
import type { Database } from '#lib/db/database.ts'
import type { Notifications } from '#lib/db/notifications.ts'
import { type MemoryUse, noteMemoryUse } from '#lib/db/repositories/memories.ts'
import { consolidate, type FactSource } from './consolidate.ts'
import type { ExtractedFact } from './extracted-fact.ts'
import { type ImportItem, importMemories } from './import-memories.ts'
import { createMemoryChanges } from './memory-changes.ts'
import { createMemoryIndexes } from './memory-indexes.ts'
import { createRecall, type Recall } from './recall.ts'

/** The memories of all users: recall, and every change. */
export interface Memory extends Recall {
  /** Takes facts in, without duplicates; returns the new ones. */
  learn(source: FactSource, facts: ExtractedFact[]): Promise<{ id: string; text: string }[]>
  /** Saves memories as they are, in order; those that the user has already are left out. */
  importMemories(
    userId: string,
    items: ImportItem[],
  ): Promise<{ imported: number; duplicates: number }>
  noteUse(use: MemoryUse): Promise<void>
  /** These memories of the user were saved, changed or deleted; null: any of them. */
  changed(userId: string, ids: string[] | null): Promise<void>
  /** The account is gone. */
  forgetUser(userId: string): Promise<void>
  /** Memories of any users are gone. */
  forgetAll(): Promise<void>
  /** Hears changes that other processes make, from now on. */
  listen(): Promise<Notifications>
}

export function createMemory(database: Database, onError: (error: unknown) => void): Memory {
  const { pool } = database
  const indexes = createMemoryIndexes(pool, onError)
  const changes = createMemoryChanges(pool, indexes, onError)
  return {
    ...createRecall(indexes, onError),
    async learn(source, facts) {
      const { saved, changed } = await consolidate(pool, source, facts)
      if (changed.length > 0) await changes.tell(source.userId, changed)
      return saved
    },
    async importMemories(userId, items) {
      try {
        return await importMemories(pool, userId, items)
      } finally {
        await changes.tell(userId, null)
        // Ready for the search that follows, which need not wait for it here.
        indexes.get(userId).catch(onError)
      }
    },
    noteUse: createBatch((uses) => noteMemoryUse(pool, uses)),
    changed: changes.tell,
    forgetUser: (userId) => changes.tell(userId, null),
    forgetAll: () => changes.tell(null, null),
    listen: () => changes.listen(database.url),
  }
}
