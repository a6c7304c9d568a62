/** Inverse document frequency as in BM25: how much a term tells that so many of all documents hold. */
export function rarity(all: number, holding: number): number {
  return Math.log(1 + (all - holding + 0.5) / (holding + 0.5))
}
