import type { MemoryType } from '#lib/contracts/memory/memory.ts'
import type { StatementKind } from './statement.ts'

/** Which predicates say something lasting of a person. */
export interface PredicateRule {
  pattern: RegExp
  type: MemoryType
  importance: number
  kind: StatementKind
  /** The predicate as it is said in the third person; by default by the language's grammar. */
  say?: (groups: string[]) => string
}

/** Type, importance, what times in it mean (`lasting` by default), and how it is said. */
export type RuleDetails = [
  type: MemoryType,
  importance: number,
  kind?: StatementKind,
  say?: PredicateRule['say'],
]

export function createRule(
  pattern: RegExp,
  ...[type, importance, kind = 'lasting', say]: RuleDetails
): PredicateRule {
  return { pattern, type, importance, kind, ...(say && { say }) }
}
