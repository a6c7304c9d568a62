import type { ConnectionUse } from '#lib/contracts/latency/timing.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'

/**
 * Measures a turn until its first visible token. All figures are milliseconds since the request's
 * arrival.
 */
export interface FirstTokenClock {
  requestSent(): void
  /** Called when a model has sent headers; only the first call counts. */
  connected(use?: ConnectionUse): void
  /** @param chunks the number of provider deltas that were merged into one */
  reasoningArrived(chunks?: number): void
  /** Text arrived from the provider: the model stage ends and the flush stage begins. */
  textArrived(): void
  /** A text delta was handed to the readers; the first visible one determines the TTFB. */
  textFlushed(chunks?: number, isVisible?: boolean): void
  /** The text so far turned out to be reasoning, so the answer has not begun. */
  textWasReasoning(): void
  /** The step has ended, with or without text. */
  end(): void
  ttfbMs(): number | null
  reasoningMs(): number | undefined
  connection(): ConnectionUse | undefined
  /**
   * Tokens after the first one, per second since the first one, including reasoning; null if the
   * answer arrived in one piece. Counts deltas if the provider reports no usage.
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
