import type { StageName } from '#lib/contracts/latency/timing.ts'
import type { CacheBreak } from '#lib/contracts/models/prompt-cache.ts'

/** One ended turn as input of the rules. Durations in milliseconds. */
export interface TurnSample {
  /** The model that answered, or else the last one requested. */
  model: string
  /** The model that was requested first. */
  firstModel: string
  /** The error's code; null if the turn ended without an error. */
  errorCode: string | null
  /** Null without a first token. */
  ttfbMs: number | null
  /** Time to the first reasoning token; null without reasoning. */
  reasoningMs: number | null
  totalMs: number
  inputTokens: number | null
  cachedTokens: number
  /** Tokens that the prompt shares with the turn before; null in a chat's first turn. */
  sameTokens: number | null
  /** Why that is not the whole prompt of the turn before. */
  brokenBy: CacheBreak | null
  /** Each stage's duration. */
  stages: Partial<Record<StageName, number>>
  /** Whether the provider connection was opened for this turn; null if not measured. */
  isNewConnection: boolean | null
  /** The server's longest pause before the first token. */
  loopDelayMs: number | null
  isRecallLate: boolean
  /** Number of memories in the prompt. */
  memories: number
  /** Error code of the first model requested; null if it succeeded. */
  firstFailure: string | null
  /**
   * Browser measurements: the wait, the transit in both directions, and the paint of the first
   * text.
   */
  waitMs: number | null
  transitMs: number | null
  paintMs: number | null
}
