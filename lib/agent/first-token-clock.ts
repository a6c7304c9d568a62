import type { ConnectionUse } from '#lib/contracts/timing.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'

/** Times a turn's way to its first visible token. All figures are milliseconds since receipt. */
export interface FirstTokenClock {
  requestSent(): void
  /** The first model that was asked sent headers; another one's change nothing. */
  connected(use?: ConnectionUse): void
  /** @param chunks deltas of the provider that came as one */
  reasoningArrived(chunks?: number): void
  /** Text came from the provider: the model's stage is over, the flush begins. */
  textArrived(): void
  /** A delta of text was handed to the readers; the first visible one is the TTFB. */
  textFlushed(chunks?: number, isVisible?: boolean): void
  /** The text so far turned out to be reasoning: the answer has not begun. */
  textWasReasoning(): void
  /** The step is over, with or without text. */
  end(): void
  ttfbMs(): number | null
  reasoningMs(): number | undefined
  connection(): ConnectionUse | undefined
  /**
   * Tokens after the first one per second since the first one, reasoning included; null when the
   * answer came at once. Deltas are counted where the provider reports no usage.
   */
  tokensPerSecond(outputTokens: number | null): number | null
}

export function createFirstTokenClock(clock: StageClock): FirstTokenClock {
  let endStage = () => {}
  let hasText = false
  let isConnected = false
  let ttfbMs: number | null = null
  let reasoningMs: number | undefined
  let firstDeltaMs: number | undefined
  let lastDeltaMs = 0
  let deltas = 0
  let connection: ConnectionUse | undefined

  const countDeltas = (chunks: number) => {
    deltas += chunks
    lastDeltaMs = clock.elapsedMs()
    firstDeltaMs ??= lastDeltaMs
  }

  return {
    requestSent() {
      if (hasText) return
      isConnected = false
      endStage = clock.begin('connect')
    },
    connected(use) {
      if (hasText || isConnected) return
      connection ??= use
      isConnected = true
      endStage()
      endStage = clock.begin('model')
    },
    reasoningArrived(chunks = 1) {
      countDeltas(chunks)
      reasoningMs ??= lastDeltaMs
    },
    textArrived() {
      if (hasText) return
      hasText = true
      endStage()
      endStage = clock.begin('flush')
    },
    textFlushed(chunks = 1, isVisible = true) {
      if (isVisible && ttfbMs === null) endStage()
      countDeltas(chunks)
      if (isVisible) ttfbMs ??= lastDeltaMs
    },
    textWasReasoning() {
      if (!hasText) return
      endStage()
      hasText = false
      reasoningMs ??= ttfbMs ?? undefined
      ttfbMs = null
      endStage = clock.begin('model')
    },
    end: () => endStage(),
    ttfbMs: () => ttfbMs,
    reasoningMs: () => reasoningMs,
    connection: () => connection,
    tokensPerSecond(outputTokens) {
      const tokens = (outputTokens ?? deltas) - 1
      const seconds = (lastDeltaMs - (firstDeltaMs ?? 0)) / 1000
      if (tokens <= 0 || seconds < 0.005) return null
      return Math.round((tokens / seconds) * 10) / 10
    },
  }
}
