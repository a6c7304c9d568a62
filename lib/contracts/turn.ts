import type { TurnTiming } from './timing.ts'

export type TurnOutcome = 'running' | 'complete' | 'partial' | 'stopped' | 'interrupted' | 'error'

/** The trace of a turn. Holds no content. */
export interface Turn extends Omit<TurnTiming, 'totalMs' | 'turnId'> {
  id: string
  chatId: string | null
  agentId: string | null
  outcome: TurnOutcome
  outcomeReason: string | null
  startedAt: string
  totalMs: number | null
  /** Why the model was chosen, recalled memories' ids, memory cache and the like. */
  metadata: Record<string, unknown>
}
