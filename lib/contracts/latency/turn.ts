import type { TurnTiming } from './timing.ts'

export type TurnOutcome = 'running' | 'complete' | 'partial' | 'stopped' | 'interrupted' | 'error'

/** The trace of a turn, without content. */
export interface Turn extends Omit<TurnTiming, 'totalMs' | 'turnId'> {
  id: string
  chatId: string | null
  agentId: string | null
  outcome: TurnOutcome
  outcomeReason: string | null
  startedAt: string
  totalMs: number | null
  /** The turn's metadata: why the model was chosen, ids of recalled memories, cache use. */
  metadata: Record<string, unknown>
}
