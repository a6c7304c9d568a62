/** No document. */
export const none = -1

/** Which documents stand beside each other in one source, by document number. */
export interface Neighbours {
  previous: number[]
  next: number[]
  /** One number for each source; memories without one share `none`. */
  sources: number[]
  /** How many documents each source holds. */
  sizes: number[]
  /** Adds the next document number at the end of its source, or in the place of another document. */
  append(sourceId: string | null, inPlaceOf?: number): number
  remove(document: number): void
  /** The document and those near enough to borrow from it. */
  around(document: number): number[]
}

export function createNeighbours(): Neighbours {
  const previous: number[] = []
  const next: number[] = []
  const sources: number[] = []
  const sizes: number[] = []
  const numbers = new Map<string, number>()
  /** The last document of each source. */
  const ends: number[] = []

  const numberOf = (sourceId: string) => {
    const found = numbers.get(sourceId)
    if (found !== undefined) return found
    const number = ends.push(none) - 1
    sizes.push(0)
    numbers.set(sourceId, number)
    return number
  }
  const link = (first: number, second: number) => {
    if (first !== none) next[first] = second
    if (second !== none) previous[second] = first
  }
  const remove = (document: number) => {
    const source = sources[document] ?? none
    if (source === none) return
    const before = previous[document] ?? none
    const after = next[document] ?? none
    if (before !== none) next[before] = after
    if (after !== none) previous[after] = before
    else ends[source] = before
    sizes[source] = (sizes[source] ?? 0) - 1
  }

  return {
    previous,
    next,
    sources,
    sizes,
    append(sourceId, inPlaceOf) {
      const document = sources.length
      const source = sourceId === null ? none : numberOf(sourceId)
      const isSamePlace =
        inPlaceOf !== undefined && source !== none && sources[inPlaceOf] === source
      const after = isSamePlace ? (next[inPlaceOf] ?? none) : none
      if (inPlaceOf !== undefined) remove(inPlaceOf)
      sources.push(source)
      previous.push(none)
      next.push(none)
      if (source === none) return document
      sizes[source] = (sizes[source] ?? 0) + 1
      const before = after === none ? (ends[source] ?? none) : (previous[after] ?? none)
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
  }
}
