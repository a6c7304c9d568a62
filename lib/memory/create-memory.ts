import type { Database } from '#lib/db/database.ts'
import { insertMemories, noteMemoryUse } from '#lib/db/repositories/memories.ts'
import { consolidate, type FactSource } from './consolidate.ts'
import type { ExtractedFact } from './extracted-fact.ts'
import { createMemoryIndexes } from './memory-indexes.ts'
import { createRecall, type Recall } from './recall.ts'
import { fingerprint, searchableText } from './tokenise.ts'

/** The memories of all users: recall, and every change. */
export interface Memory extends Recall {
  /** Takes facts in, without duplicates; returns the new ones. */
  learn(source: FactSource, facts: ExtractedFact[]): Promise<{ id: string; text: string }[]>
  /** Saves memories as they are, in order; those that the user has already are left out. */
  importMemories(
    userId: string,
    items: ImportItem[],
  ): Promise<{ imported: number; duplicates: number }>
  noteUse(userId: string, ids: string[]): Promise<void>
  /** The account is gone. */
  forgetUser(userId: string): void
}

export interface ImportItem {
  text: string
  agentId?: string | null
  createdAt?: string
  sourceId?: string
  type?: string
}

const importBatch = 1_000

export function createMemory(database: Database, onError: (error: unknown) => void): Memory {
  const indexes = createMemoryIndexes(database.pool)
  const recall = createRecall(indexes, onError)
  return {
    ...recall,
    async learn(source, facts) {
      const saved = await consolidate(database.prisma, source, facts)
      if (saved.length > 0) recall.invalidate(source.userId)
      return saved
    },
    async importMemories(userId, items) {
      const positions = new Map<string, number>()
      const rows = items.map((item) => {
        const sourceId = item.sourceId ?? null
        const position = sourceId === null ? 0 : (positions.get(sourceId) ?? 0)
        if (sourceId !== null) positions.set(sourceId, position + 1)
        return newMemory(item, sourceId, position)
      })
      let imported = 0
      for (let from = 0; from < rows.length; from += importBatch) {
        const batch = rows.slice(from, from + importBatch)
        imported += (await insertMemories(database.pool, userId, batch)).length
      }
      recall.invalidate(userId)
      return { imported, duplicates: items.length - imported }
    },
    noteUse: (userId, ids) => noteMemoryUse(database.pool, userId, ids),
    forgetUser: recall.invalidate,
  }
}

function newMemory(item: ImportItem, sourceId: string | null, position: number) {
  return {
    id: crypto.randomUUID(),
    text: item.text,
    agentId: item.agentId ?? null,
    type: item.type ?? 'profile',
    importance: 0.5,
    fingerprint: fingerprint(item.text),
    searchText: searchableText(item.text),
    sourceChatId: null,
    sourceMessageId: null,
    sourceId,
    position,
    validFrom: null,
    validTo: null,
    createdAt: item.createdAt ?? new Date().toISOString(),
  }
}
