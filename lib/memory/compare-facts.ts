/** What a new fact means for a memory that is there. */
export type Relation = 'same' | 'replaced' | 'other'

interface Statement {
  text: string
  fingerprint: string
  slot: string | null
  searchText: string
}

const negation =
  /\b(?:not|no longer|never|without|stopped|quit|doesn't|don't|isn't|hates?|dislikes?)\b|n't\b|不|没|讨厌|再也/giu
/** Fewer words in common say too little. */
const fewestTokens = 2

/**
 * `same`: the memory says it already, perhaps with more. `replaced`: the fact gives the same property
 * a new value, says the opposite, or says the same with more.
 */
export function compareFacts(fact: Statement, memory: Statement): Relation {
  if (fact.fingerprint === memory.fingerprint) return 'same'
  const isOpposite = isNegated(fact.text) !== isNegated(memory.text)
  const factTokens = tokensOf(fact)
  const memoryTokens = tokensOf(memory)
  const smaller = Math.min(factTokens.size, memoryTokens.size)
  if (smaller >= fewestTokens) {
    if (isOpposite && factTokens.size === memoryTokens.size && factTokens.isSubsetOf(memoryTokens))
      return 'replaced'
    if (!isOpposite && factTokens.isSubsetOf(memoryTokens)) return 'same'
    if (!isOpposite && memoryTokens.isSubsetOf(factTokens)) return 'replaced'
  }
  return fact.slot !== null && fact.slot === memory.slot ? 'replaced' : 'other'
}

function tokensOf({ searchText }: Statement): Set<string> {
  return new Set(searchText === '' ? [] : searchText.split(' '))
}

function isNegated(text: string): boolean {
  return ((text.match(negation) ?? []).length & 1) === 1
}
