import type { StageName } from '#lib/contracts/timing.ts'

/** What is known of one ended turn. Durations in milliseconds. */
export interface TurnSample {
  model: string
  /** The error's code; null for a turn that did not end with one. */
  errorCode: string | null
  /** null without a first token. */
  ttfbMs: number | null
  /** To the first reasoning token; null without any. */
  reasoningMs: number | null
  totalMs: number
  inputTokens: number | null
  cachedTokens: number
  /** Each stage's duration. */
  stages: Partial<Record<StageName, number>>
  /** Was the provider's connection made for this turn? null: not known. */
  isNewConnection: boolean | null
  /** The server's longest pause before the first token. */
  loopDelayMs: number | null
  isRecallLate: boolean
  /** Memories that stood in the prompt. */
  memories: number
  /** Why the first model that was asked failed; null when it did not. */
  firstFailure: string | null
  /** What the browser saw: beyond the server's own time, and until the first text was painted. */
  transitMs: number | null
  paintMs: number | null
}
