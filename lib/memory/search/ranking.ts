/** How a memory's score comes about. The benchmark switches its parts off one by one. */
export interface Ranking {
  /** What a memory borrows of the words of those beside it in its source, nearest first. */
  before: readonly [number, number]
  after: readonly [number, number]
  /** What it borrows of a question right before it, which it most likely answers. */
  replying: number
  /** A hit in a source that is about the question as a whole counts up to this much more. */
  sourceWeight: number
  /** The part of a score that depends on how much of the question the memory itself names. */
  coverageWeight: number
  /** "When" is answered by a memory that names a time. */
  timeGain: number
  /** A memory that asks seldom answers. */
  askingLoss: number
  /** The most that importance, use and age change a score, so that they only break near ties. */
  tieBreakerWeight: number
  /** What a deviation of nearness in meaning adds to a score, with a model of the best grade. */
  meaningWeight: number
}

export const defaultRanking: Ranking = {
  before: [0.6, 0.4],
  after: [0.4, 0.2],
  replying: 1,
  sourceWeight: 0.4,
  coverageWeight: 0.2,
  timeGain: 1.3,
  askingLoss: 0.8,
  tieBreakerWeight: 0.05,
  meaningWeight: 0.4,
}
