import type { FinishReason, TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'

/** The fields that all chunks of one answer share. */
export interface ChunkHead {
  id: string
  /** Epoch seconds. */
  created: number
  model: string
}

/** Writes the chunks of one streamed answer as server-sent events. */
export interface ChunkWriter {
  delta(delta: object): string
  /**
   * Fills a prebuilt template, so that each token costs only one small `JSON.stringify` (hot path).
   */
  text(text: string): string
  finish(reason: string, lumos: object | undefined): string
  usage(usage: object, lumos: object): string
}

export function createChunkWriter(
  { id, created, model }: ChunkHead,
  hasUsage: boolean,
): ChunkWriter {
  const head = { id, object: 'chat.completion.chunk', created, model }
  const noUsage = hasUsage ? { usage: null } : {}
  const frame = (body: object) => `data: ${JSON.stringify(body)}\n\n`
  const [before = '', after = ''] = frame({
    ...head,
    choices: [{ index: 0, delta: { content: '@' }, logprobs: null, finish_reason: null }],
    ...noUsage,
  }).split('"@"')
  return {
    text: (text) => `${before}${JSON.stringify(text)}${after}`,
    delta: (delta) =>
      frame({ ...head, choices: [{ index: 0, delta, finish_reason: null }], ...noUsage }),
    finish: (reason, lumos) =>
      frame({
        ...head,
        choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: reason }],
        ...noUsage,
        ...(lumos && { lumos }),
      }),
    usage: (usage, lumos) => frame({ ...head, choices: [], usage, lumos }),
  }
}

/** OpenAI's `finish_reason`. */
export function finishReasonOf(reason: FinishReason): string {
  switch (reason) {
    case 'length':
      return 'length'
    case 'content-filter':
      return 'content_filter'
    case 'tool-calls':
      return 'tool_calls'
    default:
      return 'stop'
  }
}

export function usageOf({ inputTokens, outputTokens, cachedTokens }: TokenUsage): object {
  const [prompt, completion] = [inputTokens ?? 0, outputTokens ?? 0]
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    ...(cachedTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
  }
}

/** Lumos's extension: the parts of the wait for the first token. */
export function lumosOf(timing: TurnTiming): object {
  const { turnId, ttfbMs, stages, model, hedged, cache } = timing
  return { turnId, ttfbMs, stages, model, ...(hedged && { hedged }), ...(cache && { cache }) }
}
