import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import type { Pool } from 'pg'
import {
  insertMemories,
  type NewMemory,
  readEndedFingerprints,
} from '#lib/db/repositories/memories.ts'
import { deriveMemory } from './learn/derive-memory.ts'
import { holdsPlainSecret, maySave } from './learn/may-save.ts'
import { speakerOf } from './search/question-cues.ts'

export interface ImportItem {
  text: string
  agentId?: string | null
  createdAt?: string
  sourceId?: string
  type?: string
  importance?: number
  validFrom?: string | null
  /** In the past: saved as history. */
  validTo?: string | null
}

export interface ImportResult {
  imported: number
  duplicates: number
  /** Left out because they hold a secret or an order to the assistant; only where there are any. */
  refused?: number
}

/** Items of one statement; other work of the process runs between batches. */
const batchSize = 200

/**
 * Saves memories as they are, in order; those that the user has already are left out, and so are
 * secrets and orders that pose as facts.
 */
export async function importMemories(
  pool: Pool,
  userId: string,
  items: ImportItem[],
): Promise<ImportResult> {
  const positions = new Map<string, number>()
  const fingerprints = items.some(({ validTo }) => validTo)
    ? new Set(await readEndedFingerprints(pool, userId))
    : new Set<string>()
  let imported = 0
  let refused = 0
  for (let from = 0; from < items.length; from += batchSize) {
    const usable = items.slice(from, from + batchSize).filter(mayImport)
    refused += Math.min(batchSize, items.length - from) - usable.length
    const rows = usable.map((item) => {
      const sourceId = item.sourceId ?? null
      const position = sourceId === null ? 0 : (positions.get(sourceId) ?? 0)
      if (sourceId !== null) positions.set(sourceId, position + 1)
      return newMemory(item, sourceId, position)
    })
    await nextLoopTurn()
    // Only live memories are unique in the database.
    const fresh = rows.filter((row) => {
      if (row.validTo === null) return true
      if (fingerprints.has(row.fingerprint)) return false
      fingerprints.add(row.fingerprint)
      return true
    })
    imported += (await insertMemories(pool, userId, fresh)).length
  }
  const duplicates = items.length - imported - refused
  return { imported, duplicates, ...(refused > 0 && { refused }) }
}

/** In a turn of a conversation people tell each other what to do: that is no order to the assistant. */
function mayImport({ text, sourceId }: ImportItem): boolean {
  const isTurn = sourceId !== undefined && speakerOf(text) !== ''
  return isTurn ? !holdsPlainSecret(text) : maySave(text)
}

function newMemory(item: ImportItem, sourceId: string | null, position: number): NewMemory {
  return {
    id: crypto.randomUUID(),
    text: item.text,
    agentId: item.agentId ?? null,
    type: item.type ?? 'profile',
    importance: item.importance ?? 0.5,
    ...deriveMemory(item.text),
    sourceChatId: null,
    sourceMessageId: null,
    sourceId,
    position,
    validFrom: item.validFrom ?? null,
    validTo: item.validTo ?? null,
    createdAt: item.createdAt ?? new Date().toISOString(),
  }
}
