import { endsState } from './ends-state.ts'
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
 * a new value, ends the state, says the opposite, or says the same with more.
 */
export function compareFacts(fact: Statement, memory: Statement): Relation {
  if (fact.fingerprint === memory.fingerprint) return 'same'
  if (endsState(fact.text, memory.text)) return 'replaced'
  const [now, stored] = [factCore(fact.text), factCore(memory.text)]
  const isSameProperty = fact.slot !== null && fact.slot === memory.slot
  if (now.whose !== stored.whose) return isSameProperty ? 'replaced' : 'other'
  const isWithin = now.tokens.isSubsetOf(stored.tokens)
  const isEqual = isWithin && now.tokens.size === stored.tokens.size && now.tokens.size > 0
  const smaller = Math.min(now.tokens.size, stored.tokens.size)
  const isPart = smaller >= fewestTokens && isWithin
  // "Used to smoke" ends "smokes"; "smokes" leaves "used to smoke" as it is.
  if (now.isPast !== stored.isPast) return now.isPast && (isEqual || isPart) ? 'replaced' : 'other'
  if (now.isNegated !== stored.isNegated) {
    if (isEqual || (isPart && now.isEnding)) return 'replaced'
  } else {
    if (isEqual || isPart) return 'same'
    if (smaller >= fewestTokens && stored.tokens.isSubsetOf(now.tokens)) return 'replaced'
  }
  return isSameProperty ? 'replaced' : 'other'
}
