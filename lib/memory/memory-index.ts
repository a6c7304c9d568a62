import { tokenise } from './tokenise.ts'

/** A memory as the index needs it. */
export interface IndexedMemory {
  id: string
  text: string
  agentId: string | null
  /** Space-separated tokens. */
  searchText: string
  /** Memories of one source, in the order given, are neighbours. */
  sourceId: string | null
  importance: number
  useCount: number
  /** Epoch milliseconds. */
  createdAt: number
  /** No longer true since then, epoch milliseconds. */
  endedAt: number | null
}

export interface Hit {
  memory: IndexedMemory
  score: number
}

/** Ranks the memories of one user. Built once, in memory; searching does no I/O. */
export interface MemoryIndex {
  size: number
  search(query: string, options: { agentId?: string; limit: number; now: number }): Hit[]
}

/** BM25, Robertson and Zaragoza 2009, with the usual constants. */
const k1 = 1.2
const b = 0.75
/** A hit lends weight to its neighbours: an answer often stands beside the words of the question. */
const neighbourWeights = [0.5, 0.25]
/** The most that importance, use and age change a score, so that they only break near ties. */
const tieBreakerWeight = 0.05
const yearMs = 31_557_600_000
const asksAboutPast =
  /\b(used to|formerly|previous(ly)?|before|earlier|past|was|were|did|had|once|ago)\b|以前|之前|曾经|曾經|过去|過去|原来|从前/i

export function createMemoryIndex(memories: IndexedMemory[]): MemoryIndex {
  const postings = new Map<string, { documents: number[]; counts: number[] }>()
  const lengths = new Float64Array(memories.length)
  memories.forEach((memory, document) => {
    const tokens = memory.searchText === '' ? [] : memory.searchText.split(' ')
    lengths[document] = tokens.length
    for (const token of tokens) {
      const posting = postings.get(token) ?? { documents: [], counts: [] }
      if (posting.documents.length === 0) postings.set(token, posting)
      const last = posting.documents.length - 1
      if (posting.documents[last] === document)
        posting.counts[last] = (posting.counts[last] ?? 0) + 1
      else {
        posting.documents.push(document)
        posting.counts.push(1)
      }
    }
  })
  const averageLength =
    lengths.reduce((sum, length) => sum + length, 0) / (memories.length || 1) || 1

  const baseScores = (terms: string[]) => {
    const scores = new Map<number, number>()
    for (const term of terms) {
      const posting = postings.get(term)
      if (!posting) continue
      const found = posting.documents.length
      const idf = Math.log(1 + (memories.length - found + 0.5) / (found + 0.5))
      posting.documents.forEach((document, index) => {
        const count = posting.counts[index] ?? 0
        const norm = k1 * (1 - b + (b * (lengths[document] ?? 0)) / averageLength)
        const gain = (idf * count * (k1 + 1)) / (count + norm)
        scores.set(document, (scores.get(document) ?? 0) + gain)
      })
    }
    return scores
  }

  return {
    size: memories.length,
    search(query, { agentId, limit, now }) {
      const base = baseScores([...new Set(tokenise(query))])
      const scores = withNeighbours(base, memories)
      const isPastAsked = asksAboutPast.test(query)
      const hits: Hit[] = []
      for (const [document, score] of scores) {
        const memory = memories[document]
        if (!memory || (memory.agentId !== null && memory.agentId !== agentId)) continue
        if (memory.endedAt !== null && memory.endedAt <= now && !isPastAsked) continue
        hits.push({ memory, score: score * (1 + tieBreakerWeight * tieBreaker(memory, now)) })
      }
      return hits.sort((x, y) => y.score - x.score).slice(0, limit)
    },
  }
}

function withNeighbours(base: Map<number, number>, memories: IndexedMemory[]): Map<number, number> {
  const scores = new Map(base)
  for (const [document, score] of base) {
    const sourceId = memories[document]?.sourceId
    if (!sourceId) continue
    neighbourWeights.forEach((weight, index) => {
      for (const neighbour of [document - index - 1, document + index + 1]) {
        if (memories[neighbour]?.sourceId !== sourceId) continue
        scores.set(neighbour, (scores.get(neighbour) ?? 0) + weight * score)
      }
    })
  }
  return scores
}

/** From 0 to 1. */
function tieBreaker({ importance, useCount, createdAt }: IndexedMemory, now: number): number {
  const recency = Math.exp(-Math.max(0, now - createdAt) / yearMs)
  const use = 1 - 1 / (1 + useCount)
  return (importance + recency + use) / 3
}
