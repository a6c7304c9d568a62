import { processWide } from '#lib/process-wide.ts'
import { saysLittle } from '../text/empty-words.ts'
import { relatedTo } from '../text/related-words.ts'
import { loansPerDocument } from './loans.ts'
import type { MemoryStore } from './memory-store.ts'
import { none } from './neighbours.ts'
import { countOf, documentOf, type Posting } from './postings.ts'
import { rarity } from './rarity.ts'
import { scoreSources } from './score-sources.ts'

/**
 * Beyond so many occurrences the most common terms are left out: they decide little and cost most.
 */
const mostOccurrences = 15_000
/** Neighbours borrow only the rarer terms, up to so many occurrences. */
const mostLent = 3_000
/** Related words are looked for in so many occurrences. */
const mostRelated = 3_000

/** Numbers for each document, zero between searches; shared, because a search never waits. */
interface Scratch {
  scores: Float64Array
  /** Weights of the terms of its own. */
  coverage: Float64Array
  /** Claims of the query's terms that it names, borrows or means. */
  named: Float64Array
  frequencies: Float64Array
  /** The last term that was found in a document, from 1. */
  lastTerm: Int32Array
}
const empty = (size: number): Scratch => ({
  scores: new Float64Array(size),
  coverage: new Float64Array(size),
  named: new Float64Array(size),
  frequencies: new Float64Array(size),
  lastTerm: new Int32Array(size),
})
const holder = () => processWide('memory-search-scratch', () => ({ scratch: empty(1_024) }))

/** @param named share of the query that the document names, borrows or means, 0 to 1, by the rarity of its terms */
export type Visit = (document: number, score: number, named: number) => void

/** A term of the query as it stands in the index. */
interface FoundTerm {
  /** undefined: in no document. */
  posting: Posting | undefined
  weight: number
  /** What it counts of the query's whole, when the share is asked that a memory names. */
  claim: number
  related: Posting[]
}

/**
 * Scores the documents that hold a term or borrow one: BM25 over a memory's own words and, for less,
 * its neighbours' (an answer often stands beside the question's words, and those of a question are
 * its reply's), raised by the score of its whole source and by the share of the terms that it names
 * itself. A borrowed word and a word of its own saturate together, over the combined length (BM25F,
 * Robertson and Zaragoza 2009). A word that is related to a term stands for it where it is missing.
 */
export function scoreDocuments(store: MemoryStore, terms: string[], visit: Visit): void {
  store.settle()
  const asked = askedTerms(store, terms)
  const found = rarestFirst(asked.flatMap(({ posting }) => posting ?? []))
  const held = holder()
  const size = store.memories.length
  if (held.scratch.scores.length < size) held.scratch = empty(size * 2)
  const { scratch } = held
  const documents: number[] = []
  let occurrences = 0
  let foundWeight = 0
  for (const [at, posting] of found.entries()) {
    occurrences += posting.entries.length
    const isLent = at === 0 || occurrences <= mostLent
    const weight = rarity(store.live, posting.live)
    const claim = (weight + rarity(store.live, 0)) / 2
    foundWeight += weight
    addTerm(store, { posting, weight, claim, isLent }, scratch, documents)
  }
  addRelated(store, asked, scratch, documents)
  const wholeClaim = asked.reduce((sum, { claim }) => sum + claim, 0) || 1
  const { coverageWeight, sourceWeight } = store.ranking
  const { sources, sizes } = store.neighbours
  const sourceScores = scoreSources(store, found)
  for (const document of documents) {
    const covered = scratch.coverage[document] ?? 0
    const source = sources[document] ?? none
    // A source of one memory says nothing beside it.
    const isTelling = source !== none && (sizes[source] ?? 0) > 1
    const score =
      (scratch.scores[document] ?? 0) *
      (isTelling ? 1 + sourceWeight * (sourceScores[source] ?? 0) : 1) *
      (1 - coverageWeight + (coverageWeight * covered) / (foundWeight || 1))
    const named = Math.min(1, (scratch.named[document] ?? 0) / wholeClaim)
    scratch.scores[document] = 0
    scratch.coverage[document] = 0
    scratch.named[document] = 0
    visit(document, score, named)
  }
}

/** A term that no memory holds asks for the same as a related term of the query: it is left out beside it. */
function askedTerms(store: MemoryStore, terms: string[]): FoundTerm[] {
  const held = new Set(terms.filter((term) => store.postings.find(term)?.live))
  return terms.flatMap((term) => {
    const posting = store.postings.find(term)
    const others = store.ranking.relatedWeight > 0 ? relatedTo(term) : []
    if (!posting && others.some((other) => held.has(other))) return []
    const related = others.flatMap((other) =>
      held.has(other) ? [] : (store.postings.find(other) ?? []),
    )
    const isNoise = !posting && related.length === 0 && saysLittle(term)
    const weight = rarity(store.live, posting?.live ?? 0)
    // What most memories hold is asked for as well: only its absence would tell more.
    const claim = isNoise ? 0 : (weight + rarity(store.live, 0)) / 2
    return { posting, weight, claim, related }
  })
}

function rarestFirst(all: Posting[]): Posting[] {
  const postings = [...new Set(all)].sort((x, y) => x.live - y.live)
  let occurrences = 0
  return postings.filter(({ live, entries }, index) => {
    occurrences += entries.length
    return live > 0 && (index === 0 || occurrences <= mostOccurrences)
  })
}

/** For the documents that lack a term: a part of its weight for a related word, once for each term. */
function addRelated(
  store: MemoryStore,
  asked: FoundTerm[],
  { scores, named, lastTerm }: Scratch,
  documents: number[],
) {
  const touched: number[] = []
  let occurrences = 0
  for (const [at, { posting, weight, claim, related }] of asked.entries()) {
    if (related.length === 0) continue
    for (const entry of posting?.entries ?? []) {
      touched.push(documentOf(entry))
      lastTerm[documentOf(entry)] = at + 1
    }
    for (const { entries } of related) {
      occurrences += entries.length
      if (occurrences > mostRelated) break
      for (const entry of entries) {
        const document = documentOf(entry)
        if (lastTerm[document] === at + 1 || store.memories[document] === null) continue
        touched.push(document)
        lastTerm[document] = at + 1
        const { relatedWeight } = store.ranking
        if (scores[document] === 0) documents.push(document)
        scores[document] = (scores[document] ?? 0) + relatedWeight * weight
        named[document] = (named[document] ?? 0) + relatedWeight * claim
      }
    }
  }
  for (const document of touched) lastTerm[document] = 0
}

interface LentTerm {
  posting: Posting
  weight: number
  claim: number
  isLent: boolean
}

function addTerm(
  { memories, loans, lengths, live, ranking }: MemoryStore,
  { posting: { entries }, weight, claim, isLent }: LentTerm,
  { frequencies, scores, coverage, named }: Scratch,
  documents: number[],
) {
  const touched: number[] = []
  const { borrowers, shares } = loans
  for (const entry of entries) {
    const document = documentOf(entry)
    if (memories[document] === null) continue
    const count = countOf(entry)
    if (frequencies[document] === 0) touched.push(document)
    frequencies[document] = (frequencies[document] ?? 0) + count
    coverage[document] = (coverage[document] ?? 0) + weight
    named[document] = (named[document] ?? 0) + claim
    if (!isLent) continue
    const end = (document + 1) * loansPerDocument
    for (let slot = document * loansPerDocument; slot < end; slot += 1) {
      const borrower = borrowers[slot] ?? none
      if (borrower === none) continue
      if (frequencies[borrower] === 0) touched.push(borrower)
      const share = shares[slot] ?? 0
      frequencies[borrower] = (frequencies[borrower] ?? 0) + share * count
      named[borrower] = (named[borrower] ?? 0) + share * claim
    }
  }
  const { k1, b } = ranking
  const perToken = b / (lengths.combinedTotal / live || 1)
  for (const document of touched) {
    const frequency = frequencies[document] ?? 0
    const norm = k1 * (1 - b + perToken * (lengths.combined[document] ?? 0))
    if (scores[document] === 0) documents.push(document)
    scores[document] =
      (scores[document] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + norm)
    frequencies[document] = 0
  }
}
