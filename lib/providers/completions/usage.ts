import type { TokenUsage } from '#lib/contracts/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'

/** Takes the valid numbers of a `usage` object over what was known. */
export function mergeUsage(earlier: TokenUsage, usage: unknown): TokenUsage {
  if (!isRecord(usage)) return earlier
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {}
  const cachedTokens = count(details.cached_tokens) ?? count(usage.prompt_cache_hit_tokens)
  return {
    inputTokens: count(usage.prompt_tokens) ?? earlier.inputTokens,
    outputTokens: count(usage.completion_tokens) ?? earlier.outputTokens,
    ...(cachedTokens !== undefined
      ? { cachedTokens }
      : earlier.cachedTokens !== undefined && { cachedTokens: earlier.cachedTokens }),
  }
}

/** The largest number that the trace's columns hold. */
const mostTokens = 2 ** 31 - 1

function count(value: unknown): number | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value)
  return isCount && value >= 0 && value <= mostTokens ? value : undefined
}
