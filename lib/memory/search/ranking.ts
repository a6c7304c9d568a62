/**
 * How a memory's score comes about. One set of values holds for all kinds of text: what depends on
 * the length of texts, or on how common a cue is, is computed from these. The benchmark switches
 * the parts off one by one.
 */
export interface Ranking {
  /** BM25: how fast further occurrences of a term count less. */
  k1: number
  /** BM25: how far a long text's occurrences count less; 1 is wholly. */
  b: number
  /** What a memory borrows of the words of those beside it in its source, nearest first. */
  before: readonly [number, number]
  after: readonly [number, number]
  /** What it borrows of another speaker's question right before it, which it most likely answers. */
  replying: number
  /** The same speaker goes on: what stands beside is a statement of its own, and lends this much of its share. */
  sameSpeaker: number
  /** Tokens. A memory lends at most as much as one of this length, however long it is. */
  mostLent: number
  /** A hit in a source that is about the question as a whole counts up to this much more. */
  sourceWeight: number
  /** The part of a score that depends on how much of the question the memory itself names. */
  coverageWeight: number
  /** What a word that is related to a term of the question counts of it, where the term is missing. */
  relatedWeight: number
  /** "When" is answered by a memory that names a time. */
  timeGain: number
  /** A memory that asks seldom answers. */
  askingLoss: number
  /** A fact about somebody else answers a question that does not name him less. */
  relativeLoss: number
  /** "Before" is answered by what is no longer true. */
  endedGain: number
  /** Tokens. A cue counts wholly in texts up to this length, and less in longer ones, where it says little. */
  cueLength: number
  /** Words that ask the assistant for an answer ("tell me", "can you list") are left out of the query. */
  ignoresRequests: boolean
  /** The most that importance, use and age change a score, so that they only break near ties. */
  tieBreakerWeight: number
  /** What a deviation of nearness in meaning adds to a score, with a model of the best grade. */
  meaningWeight: number
}

export const defaultRanking: Ranking = {
  k1: 1.2,
  b: 1,
  before: [0.6, 0.4],
  after: [0.4, 0.2],
  replying: 1,
  sameSpeaker: 0.4,
  mostLent: 30,
  sourceWeight: 0.4,
  coverageWeight: 0.2,
  relatedWeight: 0.4,
  timeGain: 1.3,
  askingLoss: 0.8,
  relativeLoss: 0.8,
  endedGain: 1.3,
  cueLength: 16,
  ignoresRequests: true,
  tieBreakerWeight: 0.05,
  meaningWeight: 0.4,
}
