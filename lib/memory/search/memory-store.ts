import { sameWord } from '../text/same-words.ts'
import { currentToken, tokenise } from '../text/tokenise.ts'
import { createDocumentCues, type DocumentCues } from './document-cues.ts'
import { createDocumentLengths, type DocumentLengths } from './document-lengths.ts'
import type { IndexedMemory } from './indexed-memory.ts'
import { createLoans, type Loans } from './loans.ts'
import { createNeighbours, type Neighbours } from './neighbours.ts'
import { createPostings, type Postings } from './postings.ts'
import { defaultRanking, type Ranking } from './ranking.ts'

/** What the index holds of a memory. */
export type StoredMemory = Omit<IndexedMemory, 'searchText' | 'sourceId'>

/** The memories of one user as an inverted index in columns, by document number. */
export interface MemoryStore {
  /** null: removed. */
  memories: (StoredMemory | null)[]
  live: number
  lengths: DocumentLengths
  cues: DocumentCues
  neighbours: Neighbours
  loans: Loans
  ranking: Ranking
  postings: Postings
  /** About as many as it takes in the process's memory. */
  bytes: number
  /** Adds a memory at the end of its source, or in the place of the one with the same id. */
  put(memory: IndexedMemory): void
  remove(id: string): void
  /** Brings lengths and loans up to date after changes; searching needs it. */
  settle(): void
}

/** Measured with 10,000 and 100,000 memories of 14 words. */
const bytesPerMemory = 420
const bytesPerToken = 9
const bytesPerTerm = 160

export function createMemoryStore(ranking: Ranking = defaultRanking): MemoryStore {
  const documents = new Map<string, number>()
  /** null: all, before the first search. */
  let changed: Set<number> | null = null
  const neighbours = createNeighbours()
  const lengths = createDocumentLengths(neighbours)
  const cues = createDocumentCues()
  const loans = createLoans(neighbours, { lengths: lengths.own, ...cues }, ranking)
  const markChanged = (near: number[]) => {
    for (const document of near) changed?.add(document)
  }

  const drop = (document: number) => {
    const memory = store.memories[document]
    if (!memory) return
    store.postings.remove(tokenise(memory.text))
    store.memories[document] = null
    store.live -= 1
    store.bytes -= bytesPerMemory + bytesOf(memory)
    cues.remove(document)
    lengths.remove(document)
  }

  const store: MemoryStore = {
    ...{ memories: [], live: 0, bytes: 0, lengths, cues, neighbours, loans, ranking },
    postings: createPostings((token) => sameWord(currentToken(token))),
    put({ searchText, sourceId, ...memory }) {
      const replaced = documents.get(memory.id)
      if (replaced !== undefined) drop(replaced)
      const document = neighbours.append(sourceId, replaced)
      documents.set(memory.id, document)
      const tokens = searchText === '' ? [] : searchText.split(' ')
      const terms = store.postings.add(document, tokens)
      store.memories.push(memory)
      store.live += 1
      store.bytes += bytesPerMemory + bytesOf(memory)
      store.bytes += terms * bytesPerTerm + tokens.length * bytesPerToken
      lengths.add(tokens.length)
      cues.add(memory.text)
      if (changed) markChanged(neighbours.around(document))
    },
    remove(id) {
      const document = documents.get(id)
      if (document === undefined) return
      const near = neighbours.around(document)
      drop(document)
      documents.delete(id)
      neighbours.remove(document)
      markChanged(near)
    },
    settle() {
      if (changed?.size === 0) return
      const stale = changed ?? store.memories.keys()
      const affected = changed
        ? new Set([...changed].flatMap((document) => neighbours.around(document)))
        : store.memories.keys()
      for (const document of stale) loans.update(document)
      for (const document of affected)
        if (store.memories[document] !== null) lengths.measure(document, loans)
      changed = new Set()
    },
  }
  return store
}

const wide = /[^\0-\u00FF]/

/** Strings of Latin letters take one byte each, others two. */
function bytesOf({ text, vector }: StoredMemory): number {
  return text.length * (wide.test(text) ? 2 : 1) + (vector?.byteLength ?? 0)
}
