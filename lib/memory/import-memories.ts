import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Pool } from 'pg'
import { insertMemories, type NewMemory } from '#lib/db/repositories/memories.ts'
import { deriveMemory } from './derive-memory.ts'

export interface ImportItem {
  text: string
  agentId?: string | null
  createdAt?: string
  sourceId?: string
  type?: string
}

/** The event loop is given back between batches. */
const batchSize = 200

/** Saves memories as they are, in order; those that the user has already are left out. */
export async function importMemories(
  pool: Pool,
  userId: string,
  items: ImportItem[],
): Promise<{ imported: number; duplicates: number }> {
  const positions = new Map<string, number>()
  let imported = 0
  for (let from = 0; from < items.length; from += batchSize) {
    const rows = items.slice(from, from + batchSize).map((item) => {
      const sourceId = item.sourceId ?? null
      const position = sourceId === null ? 0 : (positions.get(sourceId) ?? 0)
      if (sourceId !== null) positions.set(sourceId, position + 1)
      return newMemory(item, sourceId, position)
    })
    await nextTurn()
    imported += (await insertMemories(pool, userId, rows)).length
  }
  return { imported, duplicates: items.length - imported }
}

function newMemory(item: ImportItem, sourceId: string | null, position: number): NewMemory {
  return {
    id: crypto.randomUUID(),
    text: item.text,
    agentId: item.agentId ?? null,
    type: item.type ?? 'profile',
    importance: 0.5,
    ...deriveMemory(item.text),
    sourceChatId: null,
    sourceMessageId: null,
    sourceId,
    position,
    validFrom: null,
    validTo: null,
    createdAt: item.createdAt ?? new Date().toISOString(),
  }
}
