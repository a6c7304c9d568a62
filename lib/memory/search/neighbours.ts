import type { Ranking } from './ranking.ts'

/** No document. */
export const none = -1

/** Which documents stand beside each other in one source, by document number. */
export interface Neighbours {
  previous: number[]
  next: number[]
  /** One number for each source; memories without one have a number of their own. */
  sources: number[]
  sourceCount(): number
  /** Adds the next document number at the end of its source, or in the place of another document. */
  append(sourceId: string | null, inPlaceOf?: number): number
  remove(document: number): void
  /** The document and those near enough to borrow from it. */
  around(document: number): number[]
  /** What a document borrows of a measure from its neighbours. */
  borrowed(document: number, measure: number[]): number
}

export function createNeighbours(weights: Pick<Ranking, 'before' | 'after'>): Neighbours {
  const previous: number[] = []
  const next: number[] = []
  const sources: number[] = []
  const numbers = new Map<string, number>()
  /** The last document of each source. */
  const ends: number[] = []

  const numberOf = (sourceId: string | null) => {
    const number = sourceId === null ? undefined : numbers.get(sourceId)
    if (number !== undefined) return number
    if (sourceId !== null) numbers.set(sourceId, ends.length)
    return ends.push(none) - 1
  }
  const link = (first: number, second: number) => {
    if (first !== none) next[first] = second
    if (second !== none) previous[second] = first
  }
  const remove = (document: number) => {
    const before = previous[document] ?? none
    const after = next[document] ?? none
    if (before !== none) next[before] = after
    if (after !== none) previous[after] = before
    else ends[sources[document] ?? none] = before
  }

  return {
    previous,
    next,
    sources,
    sourceCount: () => ends.length,
    append(sourceId, inPlaceOf) {
      const document = sources.length
      const isSamePlace =
        inPlaceOf !== undefined && sourceId !== null && sources[inPlaceOf] === numbers.get(sourceId)
      const source = isSamePlace ? (sources[inPlaceOf] ?? none) : numberOf(sourceId)
      const after = isSamePlace ? (next[inPlaceOf] ?? none) : none
      if (inPlaceOf !== undefined) remove(inPlaceOf)
      const before = after === none ? (ends[source] ?? none) : (previous[after] ?? none)
      sources.push(source)
      previous.push(none)
      next.push(none)
      link(before, document)
      link(document, after)
      if (after === none) ends[source] = document
      return document
    },
    remove,
    around(document) {
      const before = previous[document] ?? none
      const after = next[document] ?? none
      const all = [document, before, after, previous[before] ?? none, next[after] ?? none]
      return all.filter((near) => near !== none)
    },
    borrowed(document, measure) {
      const along = (links: number[], shares: readonly number[]) => {
        let sum = 0
        let neighbour = document
        for (const share of shares) {
          neighbour = links[neighbour] ?? none
          if (neighbour === none) break
          sum += share * (measure[neighbour] ?? 0)
        }
        return sum
      }
      return along(previous, weights.before) + along(next, weights.after)
    },
  }
}
