import { factCore } from './fact-core.ts'

/** What a new fact means for a memory that is there. */
export type Relation = 'same' | 'replaced' | 'other'

interface Statement {
  text: string
  fingerprint: string
  slot: string | null
}

/** Fewer words in common say too little. */
const fewestTokens = 2

/**
 * `same`: the memory says it already, perhaps with more. `replaced`: the fact gives the same property
 * a new value, says the opposite, or says the same with more.
 */
export function compareFacts(fact: Statement, memory: Statement): Relation {
  if (fact.fingerprint === memory.fingerprint) return 'same'
  const [now, known] = [factCore(fact.text), factCore(memory.text)]
  const isSameProperty = fact.slot !== null && fact.slot === memory.slot
  if (now.whose !== known.whose) return isSameProperty ? 'replaced' : 'other'
  const isWithin = now.tokens.isSubsetOf(known.tokens)
  const isEqual = isWithin && now.tokens.size === known.tokens.size && now.tokens.size > 0
  const smaller = Math.min(now.tokens.size, known.tokens.size)
  const isPart = smaller >= fewestTokens && isWithin
  // "Used to smoke" ends "smokes"; "smokes" leaves "used to smoke" as it is.
  if (now.isPast !== known.isPast) return now.isPast && (isEqual || isPart) ? 'replaced' : 'other'
  if (now.isNegated !== known.isNegated) {
    if (isEqual || (isPart && now.isEnding)) return 'replaced'
  } else {
    if (isEqual || isPart) return 'same'
    if (smaller >= fewestTokens && known.tokens.isSubsetOf(now.tokens)) return 'replaced'
  }
  return isSameProperty ? 'replaced' : 'other'
}
