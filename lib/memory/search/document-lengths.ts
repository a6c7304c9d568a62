import { type Loans, loansPerDocument } from './loans.ts'
import { type Neighbours, none } from './neighbours.ts'

/** How many tokens documents and sources have, by their numbers. */
export interface DocumentLengths {
  own: number[]
  /** With what a document borrows from its neighbours. */
  combined: number[]
  combinedTotal: number
  sources: number[]
  sourceTotal: number
  /** Adds the newest document. */
  add(tokens: number): void
  remove(document: number): void
  /** Computes the combined length of a document anew. */
  measure(document: number, loans: Loans): void
}

export function createDocumentLengths(neighbours: Neighbours): DocumentLengths {
  const addToSource = (document: number, tokens: number) => {
    const source = neighbours.sources[document] ?? none
    if (source === none) return
    lengths.sources[source] = (lengths.sources[source] ?? 0) + tokens
    lengths.sourceTotal += tokens
  }
  const setCombined = (document: number, tokens: number) => {
    lengths.combinedTotal += tokens - (lengths.combined[document] ?? 0)
    lengths.combined[document] = tokens
  }
  const lengths: DocumentLengths = {
    own: [],
    combined: [],
    combinedTotal: 0,
    sources: [],
    sourceTotal: 0,
    add(tokens) {
      lengths.combined.push(0)
      addToSource(lengths.own.push(tokens) - 1, tokens)
    },
    remove(document) {
      addToSource(document, -(lengths.own[document] ?? 0))
      lengths.own[document] = 0
      setCombined(document, 0)
    },
    measure(document, { borrowers, shares }) {
      const lent = (lender: number) => {
        const from = lender * loansPerDocument
        let share = 0
        for (let slot = from; slot < from + loansPerDocument; slot += 1)
          if (borrowers[slot] === document) share += shares[slot] ?? 0
        return share * (lengths.own[lender] ?? 0)
      }
      const along = (links: number[]) => {
        const near = links[document] ?? none
        if (near === none) return 0
        const far = links[near] ?? none
        return lent(near) + (far === none ? 0 : lent(far))
      }
      const own = lengths.own[document] ?? 0
      setCombined(document, own + along(neighbours.previous) + along(neighbours.next))
    },
  }
  return lengths
}
