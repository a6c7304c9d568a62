import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import type { MeaningState } from './meaning/meaning.ts'

export interface RecallRequest {
  userId: string
  agentId: string
  /** The user's message. */
  query: string
  limit: number
  budgetTokens: number
  /** Resolve by then with what is there. */
  deadlineMs: number
}

export interface RecallResult {
  items: RecalledMemory[]
  cache: 'hit' | 'miss'
  meaning: MeaningState
  /** True when the deadline passed first: nothing was recalled for this turn. */
  late: boolean
}

/** Recall before a turn. Never rejects: a failure is an empty result, logged. */
export type RecallMemories = (request: RecallRequest) => Promise<RecallResult>
