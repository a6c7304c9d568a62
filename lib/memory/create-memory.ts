import { createBatch } from '#lib/db/batch.ts'
import type { Database } from '#lib/db/database.ts'
import type { Notifications } from '#lib/db/notifications.ts'
import { type MemoryUse, noteMemoryUse } from '#lib/db/repositories/memories.ts'
import { type ImportItem, type ImportResult, importMemories } from './import-memories.ts'
import { consolidate, type FactSource } from './learn/consolidate.ts'
import type { ExtractedFact } from './learn/extracted-fact.ts'
import { embedMemories } from './meaning/embed-memories.ts'
import type { FindEmbedder } from './meaning/embedder.ts'
import { createMeanings, type Meanings } from './meaning/meaning.ts'
import { createMemoryChanges } from './search/memory-changes.ts'
import { createMemoryIndexes } from './search/memory-indexes.ts'
import { createRecall, type Recall } from './search/recall.ts'

/** The memories of all users: recall, and every change. */
export interface Memory extends Recall {
  /** Takes facts in, without duplicates; returns the new ones. */
  learn(source: FactSource, facts: ExtractedFact[]): Promise<{ id: string; text: string }[]>
  /** Saves memories as they are, in order; those that the user has already are left out. */
  importMemories(userId: string, items: ImportItem[]): Promise<ImportResult>
  noteUse(use: MemoryUse): Promise<void>
  /** These memories of the user were saved, changed or deleted; null: any of them. */
  changed(userId: string, ids: string[] | null): Promise<void>
  /** The account is gone. */
  forgetUser(userId: string): Promise<void>
  /** Memories of any users are gone. */
  forgetAll(): Promise<void>
  /** How well the embedding model tells meanings apart; null without one. @throws AppError */
  exam: Meanings['exam']
  /**
   * Has the embedding model see some of the user's memories that it has not seen yet.
   * @returns whether any are left
   * @throws AppError when its provider fails
   */
  embedSome(userId: string): Promise<boolean>
  /** Hears changes that other processes make, from now on. */
  listen(): Promise<Notifications>
}

export function createMemory(
  database: Database,
  options: {
    onError: (error: unknown) => void
    findEmbedder: FindEmbedder
    /** The embedding model has to see memories of this user. */
    onUnembedded: (userId: string) => Promise<void>
  },
): Memory {
  const { pool } = database
  const { onError, findEmbedder } = options
  const meanings = createMeanings(findEmbedder, onError)
  const indexes = createMemoryIndexes(pool, meanings.model, onError)
  const changes = createMemoryChanges(pool, indexes, onError)
  const changed = async (userId: string, ids: string[] | null) => {
    await changes.tell(userId, ids)
    if (findEmbedder()) await options.onUnembedded(userId)
  }
  return {
    ...createRecall(indexes, meanings, onError),
    exam: meanings.exam,
    async embedSome(userId) {
      const embedder = findEmbedder()
      if (!embedder) return false
      return embedMemories(pool, embedder, userId, (ids) => changes.tell(userId, ids))
    },
    async learn(source, facts) {
      const { saved, changed: ids } = await consolidate(pool, source, facts)
      if (ids.length > 0) await changed(source.userId, ids)
      return saved
    },
    async importMemories(userId, items) {
      try {
        return await importMemories(pool, userId, items)
      } finally {
        await changed(userId, null)
        // Ready for the search that follows, which need not wait for it here.
        indexes.get(userId).catch(onError)
      }
    },
    noteUse: createBatch((uses) => noteMemoryUse(pool, uses)),
    changed,
    forgetUser: (userId) => changes.tell(userId, null),
    forgetAll: () => changes.tell(null, null),
    listen: () => changes.listen(database.url),
  }
}
