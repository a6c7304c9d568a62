import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Hit, IndexedMemory } from './indexed-memory.ts'
import { createMemoryStore, type StoredMemory } from './memory-store.ts'
import { isAboutPast, isAboutTime } from './question-cues.ts'
import { scoreDocuments } from './score-documents.ts'
import { searchTerms } from './tokenise.ts'

/** Ranks the memories of one user, in the process's memory; searching does no I/O. */
export interface MemoryIndex {
  readonly size: number
  /** About as many as it takes. */
  readonly bytes: number
  search(query: string, options: { agentId?: string; limit: number; now: number }): Hit[]
  /** Adds a memory, or puts it in the place of the one with the same id. */
  put(memory: IndexedMemory): void
  remove(id: string): void
}

/** "When" is answered by a memory that names a time. */
const timeGain = 1.3
/** A memory that asks seldom answers. */
const askingLoss = 0.8
/** The most that importance, use and age change a score, so that they only break near ties. */
const tieBreakerWeight = 0.05
const mostGain = timeGain * (1 + tieBreakerWeight)
const yearMs = 31_557_600_000
/** The event loop is given back after so long. */
const sliceMs = 10

/** @param memories neighbours side by side, in their order */
export async function buildMemoryIndex(memories: Iterable<IndexedMemory>): Promise<MemoryIndex> {
  const index = createMemoryIndex()
  let sliceStart = performance.now()
  for (const memory of memories) {
    index.put(memory)
    if (performance.now() - sliceStart < sliceMs) continue
    await nextTurn()
    sliceStart = performance.now()
  }
  return index
}

export function createMemoryIndex(): MemoryIndex {
  const store = createMemoryStore()
  return {
    get size() {
      return store.live
    },
    get bytes() {
      return store.bytes
    },
    put: store.put,
    remove: store.remove,
    search(query, { agentId, limit, now }) {
      const isPastAsked = isAboutPast(query)
      const isTimeAsked = isAboutTime(query)
      const best = createBest(limit)
      scoreDocuments(store, searchTerms(query), (document, score) => {
        // Most can be told from their score alone, without a look at the memory.
        if (score * mostGain <= best.worst()) return
        const memory = store.memories[document]
        if (!memory || (memory.agentId !== null && memory.agentId !== agentId)) return
        if (memory.endedAt !== null && memory.endedAt <= now && !isPastAsked) return
        const cues =
          (isTimeAsked && memory.namesTime ? timeGain : 1) * (memory.endsAsking ? askingLoss : 1)
        best.offer(memory, score * cues * (1 + tieBreakerWeight * tieBreaker(memory, now)))
      })
      return best.hits
    },
  }
}

/** Keeps the best hits, best first. */
function createBest(limit: number) {
  const hits: Hit[] = []
  return {
    hits,
    /** A score has to be higher than this. */
    worst: () => (hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0)),
    offer({ id, text }: StoredMemory, score: number) {
      let low = 0
      let high = hits.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((hits[middle]?.score ?? 0) >= score) low = middle + 1
        else high = middle
      }
      hits.splice(low, 0, { memory: { id, text }, score })
      if (hits.length > limit) hits.pop()
    },
  }
}

/** From 0 to 1. */
function tieBreaker({ importance, useCount, createdAt }: StoredMemory, now: number): number {
  const recency = Math.exp(-Math.max(0, now - createdAt) / yearMs)
  const use = 1 - 1 / (1 + useCount)
  return (importance + recency + use) / 3
}
