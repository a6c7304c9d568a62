import type { FinishReason } from '#lib/contracts/chat/agent-event.ts'

/** Keys are in lower case. Any other non-empty reason counts as `stop`. */
const finishReasons = new Map<string, FinishReason>(
  Object.entries({
    length: 'length',
    max_tokens: 'length',
    max_output_tokens: 'length',
    model_length: 'length',
    model_context_window_exceeded: 'length',
    content_filter: 'content-filter',
    safety: 'content-filter',
    recitation: 'content-filter',
    sensitive: 'content-filter',
    tool_calls: 'tool-calls',
    tool_call: 'tool-calls',
    tool_use: 'tool-calls',
    function_call: 'tool-calls',
    error: 'cut-off',
    abort: 'cut-off',
    network_error: 'cut-off',
    insufficient_system_resource: 'cut-off',
    cancelled: 'cut-off',
    canceled: 'cut-off',
    interrupted: 'cut-off',
    timeout: 'cut-off',
    content_filtered: 'content-filter',
    prohibited_content: 'content-filter',
    blocklist: 'content-filter',
    spii: 'content-filter',
  } as const),
)

/** Values of servers that write the field before the answer has ended. */
const none = new Set(['', 'null', 'none'])

/** Why the provider ended the answer; undefined while it continues. */
export function finishReasonOf(value: unknown): FinishReason | undefined {
  if (typeof value !== 'string' || none.has(value.toLowerCase())) return undefined
  return finishReasons.get(value.toLowerCase().replaceAll('-', '_')) ?? 'stop'
}

/**
 * Combines two reasons of one answer: a later `stop` does not replace the reason of an early end.
 */
export function laterReason(
  earlier: FinishReason | undefined,
  later: FinishReason | undefined,
): FinishReason | undefined {
  return later === 'stop' ? (earlier ?? later) : (later ?? earlier)
}
