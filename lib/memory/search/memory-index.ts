import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import type { QueryMeaning } from '../meaning/meaning.ts'
import { sameWord } from '../text/same-words.ts'
import { searchTerms } from '../text/tokenise.ts'
import { compareMeanings, type Nearness } from './compare-meanings.ts'
import type { Hit, IndexedMemory } from './indexed-memory.ts'
import { createMemoryStore, type MemoryStore, type StoredMemory } from './memory-store.ts'
import { asksBefore, isAboutPast, isAboutTime, withoutRequests } from './question-cues.ts'
import { defaultRanking, type Ranking } from './ranking.ts'
import { scoreDocuments, type Visit } from './score-documents.ts'

/** Ranks the memories of one user, in the process's memory; searching does no I/O. */
export interface MemoryIndex {
  readonly size: number
  /** About as many as it takes. */
  readonly bytes: number
  /** By words and, with a meaning, by that too. */
  search(
    query: string,
    options: { agentId?: string; limit: number; now: number; meaning?: Compared },
  ): Hit[]
  /** Sets a meaning beside all memories; in slices, between which other work of the process runs. */
  compare(meaning: QueryMeaning): Promise<Compared>
  /** Adds a memory, or puts it in the place of the one with the same id. */
  put(memory: IndexedMemory): void
  remove(id: string): void
  /** Does at once what the next search would do first after changes. */
  settle(): void
}

/** How near the memories are to a query in meaning, and how much that counts. */
export interface Compared {
  nearness: Nearness
  weight: number
}

/** A deviation above unrelated texts is chance, and changes no order. */
const chance = 1
/** So many deviations above unrelated texts, a memory is found without a word in common. */
const nearEnough = 2.5
const yearMs = 31_557_600_000
/** Other work of the process runs after so long. */
const sliceMs = 10

/** @param memories neighbours side by side, in their order */
export async function buildMemoryIndex(
  memories: Iterable<IndexedMemory>,
  ranking?: Ranking,
): Promise<MemoryIndex> {
  const index = createMemoryIndex(ranking)
  let sliceStart = performance.now()
  for (const memory of memories) {
    index.put(memory)
    if (performance.now() - sliceStart < sliceMs) continue
    await nextLoopTurn()
    sliceStart = performance.now()
  }
  index.settle()
  return index
}

export function createMemoryIndex(ranking: Ranking = defaultRanking): MemoryIndex {
  const store = createMemoryStore(ranking)
  return {
    get size() {
      return store.live
    },
    get bytes() {
      return store.bytes
    },
    put: store.put,
    remove: store.remove,
    settle: store.settle,
    async compare(meaning) {
      const nearness = await compareMeanings(store, meaning)
      return { nearness, weight: ranking.meaningWeight * meaning.scale.grade }
    },
    search(query, { agentId, limit, now, meaning }) {
      const isPastAsked = isAboutPast(query)
      const cuesOf = createCues(store, query)
      const best = createBest(limit)
      const endedGain = asksBefore(query) ? ranking.endedGain : 1
      const mostGain = endedGain * cuesOf.most * (1 + ranking.tieBreakerWeight)
      const offer: Visit = (document, score, named) => {
        // The score alone excludes most, without a look at the memory.
        if (score * mostGain <= best.worst()) return
        const memory = store.memories[document]
        if (!memory || (memory.agentId !== null && memory.agentId !== agentId)) return
        if (memory.endedAt !== null && memory.endedAt <= now && !isPastAsked) return
        const ended = memory.endedAt !== null && memory.endedAt <= now ? endedGain : 1
        const gain =
          ended * cuesOf.gain(document) * (1 + ranking.tieBreakerWeight * tieBreaker(memory, now))
        best.offer(memory, score * gain, named)
      }
      const asked = ranking.ignoresRequests ? withoutRequests(query) : query
      const said = searchTerms(asked)
      const terms = [...new Set((said.length > 0 ? said : searchTerms(query)).map(sameWord))]
      if (meaning) scoreByMeaningToo(meaning, (visit) => scoreDocuments(store, terms, visit), offer)
      else scoreDocuments(store, terms, offer)
      return best.hits
    },
  }
}

/**
 * What a memory's wording adds to its score or takes from it. A cue counts as much as it tells
 * memories apart: less where most show it, and less in long texts, which show every cue.
 */
function createCues(store: MemoryStore, query: string) {
  const { timeGain, askingLoss, relativeLoss, cueLength } = store.ranking
  const weight = (count: number) => 1 - count / Math.max(1, store.live)
  const timeWeight = isAboutTime(query) ? (timeGain - 1) * weight(store.cues.counts.namesTime) : 0
  const askingWeight = (askingLoss - 1) * weight(store.cues.counts.asking)
  return {
    most: 1 + timeWeight,
    gain(document: number): number {
      const part = Math.min(1, cueLength / Math.max(1, store.lengths.own[document] ?? 0))
      const time = store.cues.namesTime[document] ? timeWeight * part : 0
      const asking = store.cues.asking[document] ? askingWeight * part : 0
      const relative = store.cues.aboutRelative[document] ? relativeLoss : 1
      return (1 + time) * (1 + asking) * relative
    },
  }
}

/**
 * Words decide first: nearness raises what they found by a part, and adds what they missed below
 * the best. A weak model can so help a little, and spoil little.
 */
function scoreByMeaningToo(
  { nearness, weight }: Compared,
  scoreByWords: (visit: Visit) => void,
  offer: Visit,
) {
  const left = Float32Array.from(nearness)
  let most = 0
  scoreByWords((document, score, named) => {
    const near = left[document] ?? 0
    most = Math.max(most, score)
    const gain = weight * Math.max(0, near - chance)
    offer(document, score * (1 + gain), near < nearEnough ? named : 1)
    left[document] = 0
  })
  for (const [document, near] of left.entries()) {
    if (near < nearEnough) continue
    offer(document, (most || 1) * Math.min(1, (weight * (near - nearEnough / 2)) / 2), 1)
  }
}

/** Keeps the best hits, best first. */
function createBest(limit: number) {
  const hits: Hit[] = []
  return {
    hits,
    /** A score has to be higher than this. */
    worst: () => (hits.length < limit ? 0 : (hits.at(-1)?.score ?? 0)),
    offer({ id, text, endedAt }: StoredMemory, score: number, named: number) {
      let low = 0
      let high = hits.length
      while (low < high) {
        const middle = (low + high) >> 1
        if ((hits[middle]?.score ?? 0) >= score) low = middle + 1
        else high = middle
      }
      hits.splice(low, 0, { memory: { id, text, endedAt }, score, named })
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
