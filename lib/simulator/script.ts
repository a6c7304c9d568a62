/** How an answer of a `sim:` model may break in the middle. */
export const failureModes = ['reset', 'close', 'eof', 'hang', 'error'] as const
export type FailureMode = (typeof failureModes)[number]

/** A run of tokens at even distances. Times are milliseconds from the request. */
export interface Segment {
  atMs: number
  gapMs: number
  /** Each is the JSON of one chunk's `delta`; may hold more than `count`. */
  deltas: readonly string[]
  count: number
}

/** What a model will say and when: all that is needed to stream it. */
export interface Script {
  /** When the response headers leave, milliseconds from the request. */
  connectMs: number
  segments: Segment[]
  finishReason: 'stop' | 'length' | 'tool_calls'
  usage: { promptTokens: number; completionTokens: number; reasoningTokens: number }
  /** The whole `message` of a completion that is not streamed. */
  message: () => Record<string, unknown>
  /** Breaks the answer after so many of its tokens. */
  failure: { mode: FailureMode; afterTokens: number } | null
}

/** When the last token is due. */
export function endOf(script: Script): number {
  return script.segments.reduce(
    (end, { atMs, gapMs, count }) => Math.max(end, atMs + gapMs * Math.max(0, count - 1)),
    script.connectMs,
  )
}
