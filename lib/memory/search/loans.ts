import { type Neighbours, none } from './neighbours.ts'
import type { Ranking } from './ranking.ts'

/**
 * What each document lends of its words to those beside it in its source, as BM25F weighs fields: a
 * turn of a conversation is not complete without the turns around it. A long one lends no more than
 * a short one, and a speaker who goes on lends less, because each of the statements stands for itself.
 */
export interface Loans {
  /** Four for each document number: the borrower (`none` for none) and the share of each occurrence. */
  readonly borrowers: Int32Array
  readonly shares: Float32Array
  /** Computes what a document lends anew. */
  update(document: number): void
}

export const loansPerDocument = 4

/** @param traits of each document: its own length in tokens, its speaker, whether it ends by asking */
export function createLoans(
  { previous, next }: Neighbours,
  traits: { lengths: number[]; speakers: string[]; asking: boolean[] },
  ranking: Ranking,
): Loans {
  let borrowers = new Int32Array(256)
  let shares = new Float32Array(256)
  const grow = (size: number) => {
    if (size <= borrowers.length) return
    const [oldBorrowers, oldShares] = [borrowers, shares]
    borrowers = new Int32Array(Math.ceil(size * 1.5))
    shares = new Float32Array(borrowers.length)
    borrowers.set(oldBorrowers)
    shares.set(oldShares)
  }

  /** How far the second of two documents that stand side by side goes with the first. */
  const link = (first: number, second: number) => {
    const speaker = traits.speakers[first]
    return speaker !== '' && speaker === traits.speakers[second] ? ranking.sameSpeaker : 1
  }
  const lend = (slot: number, borrower: number, share: number) => {
    borrowers[slot] = share > 0 ? borrower : none
    shares[slot] = share
  }

  return {
    get borrowers() {
      return borrowers
    },
    get shares() {
      return shares
    },
    update(document) {
      grow((document + 1) * loansPerDocument)
      const part = Math.min(1, ranking.mostLent / Math.max(1, traits.lengths[document] ?? 0))
      const slot = document * loansPerDocument
      const along = (links: number[], [first, second]: readonly [number, number], at: number) => {
        const near = links[document] ?? none
        const far = near === none ? none : (links[near] ?? none)
        const nearLink = near === none ? 0 : link(document, near)
        const farLink = far === none ? 0 : nearLink * link(near, far)
        lend(at, near, part * first * nearLink)
        lend(at + 1, far, part * second * farLink)
      }
      along(next, [shareOfNext(document), ranking.before[1]], slot)
      along(previous, ranking.after, slot + 2)
    },
  }

  /** A question's words are those of its reply, unless the same speaker goes on or asks back. */
  function shareOfNext(document: number): number {
    const reply = next[document] ?? none
    const isAnswered =
      traits.asking[document] && !traits.asking[reply] && link(document, reply) === 1
    return isAnswered ? ranking.replying : ranking.before[0]
  }
}
