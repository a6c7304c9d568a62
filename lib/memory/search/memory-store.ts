import { sameWord } from '../text/same-words.ts'
import type { IndexedMemory } from './indexed-memory.ts'
import { createNeighbours, type Neighbours } from './neighbours.ts'
import { addToPostings, type Postings, removeFromPostings } from './postings.ts'
import { endsAsking, namesTime } from './question-cues.ts'
import { defaultRanking, type Ranking } from './ranking.ts'

/** A memory in the index. */
export interface StoredMemory extends IndexedMemory {
  namesTime: boolean
  endsAsking: boolean
}

/** The memories of one user as an inverted index in columns, by document number. */
export interface MemoryStore {
  /** null: removed. */
  memories: (StoredMemory | null)[]
  /** What the next in its source borrows of each document; beside `memories`, as it is read for every hit. */
  lent: number[]
  live: number
  /** Tokens of each document, with what it borrows from its neighbours. */
  lengths: number[]
  totalLength: number
  /** Tokens without what is borrowed. */
  ownLength: number
  sourceLengths: number[]
  neighbours: Neighbours
  ranking: Ranking
  postings: Postings
  /** About as many as it takes in the process's memory. */
  bytes: number
  /** Adds a memory at the end of its source, or in the place of the one with the same id. */
  put(memory: IndexedMemory): void
  remove(id: string): void
}

const bytesPerMemory = 500
const bytesPerTerm = 20

export function createMemoryStore(ranking: Ranking = defaultRanking): MemoryStore {
  const documents = new Map<string, number>()
  const ownLengths: number[] = []
  const store: MemoryStore = {
    memories: [],
    lent: [],
    live: 0,
    lengths: [],
    totalLength: 0,
    ownLength: 0,
    sourceLengths: [],
    neighbours: createNeighbours(ranking),
    ranking,
    postings: new Map(),
    bytes: 0,
    put(memory) {
      const replaced = documents.get(memory.id)
      if (replaced !== undefined) drop(replaced)
      const document = store.neighbours.append(memory.sourceId, replaced)
      const tokens = tokensOf(memory)
      const stored = withCues(memory)
      store.memories.push(stored)
      store.lent.push(stored.endsAsking ? ranking.replying : ranking.before[0])
      documents.set(memory.id, document)
      addToPostings(store.postings, document, tokens)
      store.live += 1
      store.bytes += bytesOf(memory, tokens.length)
      store.lengths.push(0)
      ownLengths.push(0)
      resize(document, tokens.length)
    },
    remove(id) {
      const document = documents.get(id)
      if (document === undefined) return
      const near = store.neighbours.around(document)
      drop(document)
      documents.delete(id)
      store.neighbours.remove(document)
      for (const other of near) measure(other)
    },
  }

  function drop(document: number) {
    const memory = store.memories[document]
    if (!memory) return
    removeFromPostings(store.postings, tokensOf(memory))
    store.memories[document] = null
    store.live -= 1
    resize(document, 0)
    store.totalLength -= store.lengths[document] ?? 0
    store.lengths[document] = 0
  }

  function resize(document: number, length: number) {
    const grown = length - (ownLengths[document] ?? 0)
    const source = store.neighbours.sources[document] ?? 0
    ownLengths[document] = length
    store.ownLength += grown
    store.sourceLengths[source] = (store.sourceLengths[source] ?? 0) + grown
    for (const near of store.neighbours.around(document)) measure(near)
  }

  function measure(document: number) {
    if (store.memories[document] === null) return
    const length = (ownLengths[document] ?? 0) + store.neighbours.borrowed(document, ownLengths)
    store.totalLength += length - (store.lengths[document] ?? 0)
    store.lengths[document] = length
  }

  return store
}

function withCues(memory: IndexedMemory): StoredMemory {
  const { text } = memory
  return { ...memory, namesTime: namesTime(text), endsAsking: endsAsking(text) }
}

function tokensOf({ searchText }: IndexedMemory): string[] {
  return searchText === '' ? [] : searchText.split(' ').map(sameWord)
}

function bytesOf({ text, searchText, vector }: IndexedMemory, tokens: number): number {
  const texts = 2 * (text.length + searchText.length)
  return bytesPerMemory + texts + tokens * bytesPerTerm + (vector?.byteLength ?? 0)
}
