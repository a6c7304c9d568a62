import type { RecalledMemory } from '#lib/contracts/memory.ts'
import { estimateTokens } from './estimate-tokens.ts'
import type { Hit } from './indexed-memory.ts'
import type { MemoryIndexes } from './memory-indexes.ts'
import type { RecallMemories } from './memory-port.ts'

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

export function createRecall(indexes: MemoryIndexes, onError: (error: unknown) => void): Recall {
  const find = async (
    userId: string,
    agentId: string | undefined,
    query: string,
    limit: number,
  ) => {
    const { index, answers } = await indexes.get(userId)
    const key = JSON.stringify([agentId ?? null, query.trim()])
    const known = answers.get(key)
    if (known && limit <= candidates) return { hits: known, cache: 'hit' as const }
    const atLeast = Math.max(limit, candidates)
    const hits = index.search(query, { agentId, limit: atLeast, now: Date.now() })
    answers.set(key, hits)
    return { hits, cache: 'miss' as const }
  }

  return {
    async recall({ userId, agentId, query, limit, budgetTokens, deadlineMs }) {
      const late = { items: [], cache: 'miss' as const, late: true }
      const finding = find(userId, agentId, query, candidates).catch((error) => {
        onError(error)
        return null
      })
      const found = await withDeadline(finding, deadlineMs)
      if (found === 'late') return late
      if (found === null) return { ...late, late: false }
      return {
        items: chooseWithinBudget(found.hits, limit, budgetTokens),
        cache: found.cache,
        late: false,
      }
    },
    async search({ userId, query, agentId, limit }) {
      const found = await find(userId, agentId, query, limit)
      return { items: found.hits.slice(0, limit).map(asRecalled), cache: found.cache }
    },
    async warm(userId) {
      await indexes.get(userId)
    },
  }
}

/** The best facts that fit into the budget; none is ever cut. */
function chooseWithinBudget(hits: Hit[], limit: number, budgetTokens: number): RecalledMemory[] {
  const chosen: RecalledMemory[] = []
  let left = budgetTokens
  for (const hit of hits) {
    if (chosen.length === limit) break
    const cost = estimateTokens(hit.memory.text)
    if (cost > left) continue
    left -= cost
    chosen.push(asRecalled(hit))
  }
  return chosen
}

function asRecalled({ memory, score }: Hit): RecalledMemory {
  return { id: memory.id, text: memory.text, score: Math.round(score * 1000) / 1000 }
}

async function withDeadline<T>(work: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), ms)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
