import { processWide } from '#lib/process-wide.ts'
import type { MemoryStore } from './memory-store.ts'
import { none } from './neighbours.ts'
import type { Posting } from './postings.ts'

/** BM25, Robertson and Zaragoza 2009, with the usual constants. */
const k1 = 1.2
const b = 0.75
/**
 * Beyond so many occurrences the most common terms are left out: they decide little and cost most.
 */
const mostOccurrences = 20_000

/** Numbers for each document, zero between searches; shared, because a search never waits. */
interface Scratch {
  scores: Float64Array
  coverage: Float64Array
  frequencies: Float64Array
  sourceFrequencies: Float64Array
  sourceScores: Float64Array
}
const empty = (size: number): Scratch => ({
  scores: new Float64Array(size),
  coverage: new Float64Array(size),
  frequencies: new Float64Array(size),
  sourceFrequencies: new Float64Array(size),
  sourceScores: new Float64Array(size),
})
const holder = () => processWide('memory-search-scratch', () => ({ scratch: empty(1_024) }))

/**
 * Scores the documents that hold a term or stand beside one that does: BM25 over a memory's own
 * words and, for less, its neighbours' (an answer often stands beside the question's words, and those
 * of a question are its reply's), raised by the score of its whole source and by the share of the terms that it names itself.
 */
export function scoreDocuments(
  store: MemoryStore,
  terms: string[],
  visit: (document: number, score: number) => void,
): void {
  const found = rarestFirst(store, terms)
  if (found.length === 0) return
  const held = holder()
  const size = store.memories.length
  if (held.scratch.scores.length < size) held.scratch = empty(size * 2)
  const { scratch } = held
  const { sourceWeight, coverageWeight } = store.ranking
  const documents: number[] = []
  const sources: number[] = []
  let wholeWeight = 0
  for (const posting of found) {
    const weight = rarity(store.live, posting.live)
    wholeWeight += weight
    addTerm(store, posting, weight, scratch, documents)
    addSources(store, posting, scratch, sources)
  }
  let bestSource = 0
  for (const source of sources) bestSource = Math.max(bestSource, scratch.sourceScores[source] ?? 0)
  for (const document of documents) {
    const source = store.neighbours.sources[document] ?? 0
    const sourceScore = bestSource > 0 ? (scratch.sourceScores[source] ?? 0) / bestSource : 0
    const covered = (scratch.coverage[document] ?? 0) / wholeWeight
    const score =
      (scratch.scores[document] ?? 0) *
      (1 + sourceWeight * sourceScore) *
      (1 - coverageWeight + coverageWeight * covered)
    scratch.scores[document] = 0
    scratch.coverage[document] = 0
    visit(document, score)
  }
  for (const source of sources) scratch.sourceScores[source] = 0
}

function rarestFirst(store: MemoryStore, terms: string[]): Posting[] {
  const postings = terms.flatMap((term) => store.postings.get(term) ?? [])
  postings.sort((x, y) => x.live - y.live)
  let occurrences = 0
  return postings.filter(({ live, documents }, index) => {
    occurrences += documents.length
    return live > 0 && (index === 0 || occurrences <= mostOccurrences)
  })
}

function rarity(all: number, holding: number): number {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5))
}

function addTerm(
  store: MemoryStore,
  posting: Posting,
  weight: number,
  scratch: Scratch,
  documents: number[],
) {
  const { frequencies, scores, coverage } = scratch
  const { previous, next } = store.neighbours
  const [, before2] = store.ranking.before
  const [after1, after2] = store.ranking.after
  const touched: number[] = []
  const lend = (to: number, frequency: number) => {
    const held = frequencies[to] ?? 0
    if (held === 0) touched.push(to)
    frequencies[to] = held + frequency
  }
  for (let at = 0; at < posting.documents.length; at += 1) {
    const document = posting.documents[at] ?? 0
    if (store.memories[document] === null) continue
    const count = posting.counts[at] ?? 0
    lend(document, count)
    coverage[document] = (coverage[document] ?? 0) + weight
    const after = next[document] ?? none
    if (after !== none) {
      lend(after, (store.lent[document] ?? 0) * count)
      const second = next[after] ?? none
      if (second !== none) lend(second, before2 * count)
    }
    const before = previous[document] ?? none
    if (before !== none) {
      lend(before, after1 * count)
      const second = previous[before] ?? none
      if (second !== none) lend(second, after2 * count)
    }
  }
  const averageLength = store.totalLength / store.live || 1
  for (const document of touched) {
    const frequency = frequencies[document] ?? 0
    const norm = k1 * (1 - b + (b * (store.lengths[document] ?? 0)) / averageLength)
    if (scores[document] === 0) documents.push(document)
    scores[document] =
      (scores[document] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + norm)
    frequencies[document] = 0
  }
}

/** The same measure with each source as one long document. */
function addSources(store: MemoryStore, posting: Posting, scratch: Scratch, sources: number[]) {
  const { sourceFrequencies, sourceScores } = scratch
  const touched: number[] = []
  for (const document of posting.documents) {
    if (store.memories[document] === null) continue
    const source = store.neighbours.sources[document] ?? 0
    if (sourceFrequencies[source] === 0) touched.push(source)
    sourceFrequencies[source] = (sourceFrequencies[source] ?? 0) + 1
  }
  const weight = rarity(store.sourceLengths.length, touched.length)
  const averageLength = store.ownLength / store.sourceLengths.length || 1
  for (const source of touched) {
    const frequency = sourceFrequencies[source] ?? 0
    const norm = k1 * (1 - b + (b * (store.sourceLengths[source] ?? 0)) / averageLength)
    if (sourceScores[source] === 0) sources.push(source)
    sourceScores[source] =
      (sourceScores[source] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + norm)
    sourceFrequencies[source] = 0
  }
}
