import { withDeadline } from '#lib/async/with-deadline.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import type { MeaningState, Meanings } from '../meaning/meaning.ts'
import type { RecallMemories } from '../memory-port.ts'
import { asRecalled, chooseMemories } from './choose-memories.ts'
import type { Hit } from './indexed-memory.ts'
import type { MemoryIndexes } from './memory-indexes.ts'

/** Finds memories, through a cache of the latest queries. */
export interface Recall {
  recall: RecallMemories
  search(request: {
    userId: string
    query: string
    agentId?: string
    limit: number
  }): Promise<{ items: RecalledMemory[]; cache: 'hit' | 'miss' }>
  /** Loads what the user's next recall needs. */
  warm(userId: string): Promise<void>
}

/** Facts that fit into the budget are chosen from this many. */
const candidates = 50

/** What of the recall's time the embedding model does not get. */
const rankingMs = 20
/** A search by hand waits longer than a turn. */
const searchWaitMs = 2_000

interface Found {
  hits: Hit[]
  cache: 'hit' | 'miss'
  meaning: MeaningState
}

export function createRecall(
  indexes: MemoryIndexes,
  meanings: Meanings,
  onError: (error: unknown) => void,
): Recall {
  const find = async (
    request: { userId: string; agentId?: string; query: string },
    limit: number,
    waitMs: number,
  ): Promise<Found> => {
    const { userId, agentId } = request
    const query = request.query.trim()
    const { index, answers } = await indexes.get(userId)
    const key = JSON.stringify([agentId ?? null, query])
    const cached = answers.get(key)
    if (cached && limit <= candidates) return { ...cached, cache: 'hit' }
    const compared = await meanings.of(userId, query, waitMs)
    const meaning = compared.state === 'used' ? await index.compare(compared.meaning) : undefined
    const options = { agentId, limit: Math.max(limit, candidates), now: Date.now(), meaning }
    const found = { hits: index.search(query, options), meaning: compared.state }
    // An answer without the meaning that there should be is none for the next time.
    if (compared.state === 'used' || compared.state === 'off') answers.set(key, found)
    return { ...found, cache: 'miss' }
  }

  return {
    async recall({ userId, agentId, query, limit, budgetTokens, deadlineMs }) {
      const none = { items: [], cache: 'miss' as const, meaning: 'off' as const }
      const waitMs = Math.max(0, deadlineMs - rankingMs)
      const finding = find({ userId, agentId, query }, candidates, waitMs).catch((error) => {
        onError(error)
        return null
      })
      const found = await withDeadline(finding, deadlineMs)
      if (found === 'late') return { ...none, late: true }
      if (found === null) return { ...none, late: false }
      const { cache, meaning } = found
      return {
        items: chooseMemories(found.hits, { query, limit, budgetTokens, now: Date.now() }),
        cache,
        meaning,
        late: false,
      }
    },
    async search({ userId, query, agentId, limit }) {
      const found = await find({ userId, agentId, query }, limit, searchWaitMs)
      return { items: found.hits.slice(0, limit).map(asRecalled), cache: found.cache }
    },
    async warm(userId) {
      await indexes.get(userId)
    },
  }
}
