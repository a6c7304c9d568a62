import type { FinishReason } from '#lib/contracts/agent-event.ts'

/** Lower case; what is not here but a word counts as `stop`. */
const finishReasons: Record<string, FinishReason> = {
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
}

/** Why the provider ended the answer; undefined while it has not. */
export function finishReasonOf(value: unknown): FinishReason | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return finishReasons[value.toLowerCase()] ?? 'stop'
}
