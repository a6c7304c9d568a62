import type { StageName } from '#lib/contracts/timing.ts'

/** One ended turn as the rules judge it. Durations in milliseconds. */
export interface TurnSample {
  /** The model that answered, or the last one that was asked. */
  model: string
  /** The model that was asked first. */
  firstModel: string
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
  /** Was the provider's connection made for this turn? null: not measured. */
  isNewConnection: boolean | null
  /** The server's longest pause before the first token. */
  loopDelayMs: number | null
  isRecallLate: boolean
  /** Memories that stood in the prompt. */
  memories: number
  /** Why the first model that was asked failed; null when it did not. */
  firstFailure: string | null
  /** What the browser measured: the wait, the way there and back, and the paint of the first text. */
  waitMs: number | null
  transitMs: number | null
  paintMs: number | null
}
