import type { MemoryType } from '#lib/contracts/memory/memory.ts'

/**
 * What the times in a statement mean: `lasting`, since when and until when it is true; `plan`, when
 * it happens, and it says nothing without a time; `intention`, the same with or without a time;
 * `past`, when it happened; `beginning`, since when a lasting state holds.
 */
export type StatementKind = 'lasting' | 'plan' | 'intention' | 'past' | 'beginning'

/** A fact in the third person in which times are still marked. */
export interface Statement {
  text: string
  type: MemoryType
  importance: number
  kind: StatementKind
}
