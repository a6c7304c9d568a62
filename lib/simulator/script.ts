/** Ways in which a `sim:` model's answer can fail midway. */
export const failureModes = ['reset', 'close', 'eof', 'hang', 'error'] as const
export type FailureMode = (typeof failureModes)[number]

/** A sequence of tokens at equal intervals. Times are milliseconds from the request. */
export interface Segment {
  atMs: number
  gapMs: number
  /** JSON of each chunk's `delta`; the list may be longer than `count`. */
  deltas: readonly string[]
  count: number
}

/** The content and timing of an answer, as needed to stream it. */
export interface Script {
  /** Time of the response headers, milliseconds from the request. */
  connectMs: number
  segments: Segment[]
  finishReason: 'stop' | 'length' | 'tool_calls'
  usage: { promptTokens: number; completionTokens: number; reasoningTokens: number }
  /** The `message` object of a completion that is not streamed. */
  message: () => Record<string, unknown>
  /** Fails after this many tokens of the answer. */
  failure: { mode: FailureMode; afterTokens: number } | null
}

/** Time of the last token. */
export function endOf(script: Script): number {
  return script.segments.reduce(
    (end, { atMs, gapMs, count }) => Math.max(end, atMs + gapMs * Math.max(0, count - 1)),
    script.connectMs,
  )
}
