import { processWide } from '#lib/process-wide.ts'
import type { MemoryStore } from './memory-store.ts'
import { none } from './neighbours.ts'
import { countOf, documentOf, type Posting } from './postings.ts'
import { rarity } from './rarity.ts'

/** BM25 with the usual constants. */
const k1 = 1.2
const b = 0.75

interface Scratch {
  scores: Float64Array
  frequencies: Float64Array
}
const empty = (size: number): Scratch => ({
  scores: new Float64Array(size),
  frequencies: new Float64Array(size),
})
const holder = () => processWide('source-scores', () => ({ scratch: empty(256) }))

/**
 * BM25 with each source as one long document, as a share of the best source's.
 * @returns for each source by its number, until the next call
 */
export function scoreSources(store: MemoryStore, postings: Posting[]): Float64Array {
  const { lengths } = store
  const count = lengths.sources.length
  const held = holder()
  if (held.scratch.scores.length < count) held.scratch = empty(count * 2)
  const { scores, frequencies } = held.scratch
  scores.fill(0, 0, count)
  const averageLength = lengths.sourceTotal / count || 1
  let best = 0
  for (const posting of postings) {
    const touched = countBySource(store, posting, frequencies)
    const weight = rarity(count, touched.length)
    for (const source of touched) {
      const frequency = frequencies[source] ?? 0
      const norm = k1 * (1 - b + (b * (lengths.sources[source] ?? 0)) / averageLength)
      const score = (scores[source] ?? 0) + (weight * frequency * (k1 + 1)) / (frequency + norm)
      scores[source] = score
      frequencies[source] = 0
      if (score > best) best = score
    }
  }
  if (best > 0)
    for (let source = 0; source < count; source += 1) scores[source] = (scores[source] ?? 0) / best
  return scores
}

/** @returns the sources that hold the term */
function countBySource(
  { memories, neighbours }: MemoryStore,
  { entries }: Posting,
  frequencies: Float64Array,
): number[] {
  const { sources } = neighbours
  const touched: number[] = []
  for (const entry of entries) {
    const document = documentOf(entry)
    const source = sources[document] ?? none
    if (source === none || memories[document] === null) continue
    if (frequencies[source] === 0) touched.push(source)
    frequencies[source] = (frequencies[source] ?? 0) + countOf(entry)
  }
  return touched
}
