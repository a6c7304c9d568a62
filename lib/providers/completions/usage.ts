import type { TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import { isRecord } from '#lib/contracts/is-record.ts'

/** Overwrites the earlier usage with the valid numbers of a `usage` object. */
export function mergeUsage(earlier: TokenUsage, usage: unknown): TokenUsage {
  if (!isRecord(usage)) return earlier
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {}
  const cachedTokens = count(details.cached_tokens) ?? count(usage.prompt_cache_hit_tokens)
  const costUsd = typeof usage.cost === 'number' && usage.cost >= 0 ? usage.cost : earlier.costUsd
  return {
    inputTokens: count(usage.prompt_tokens) ?? earlier.inputTokens,
    outputTokens: outputTokens(usage) ?? earlier.outputTokens,
    ...(costUsd !== undefined && Number.isFinite(costUsd) && { costUsd }),
    ...(cachedTokens !== undefined
      ? { cachedTokens }
      : earlier.cachedTokens !== undefined && { cachedTokens: earlier.cachedTokens }),
  }
}

/**
 * Several vendors (xAI, Gemini's compatible endpoint) exclude reasoning from the completion tokens;
 * the total then exceeds the sum of prompt and completion.
 */
function outputTokens(usage: Record<string, unknown>): number | undefined {
  const completion = count(usage.completion_tokens)
  const prompt = count(usage.prompt_tokens)
  const total = count(usage.total_tokens)
  if (completion === undefined || prompt === undefined || total === undefined) return completion
  return Math.max(completion, total - prompt)
}

/** Largest number that the trace's columns can store. */
const mostTokens = 2 ** 31 - 1

function count(value: unknown): number | undefined {
  const isCount = typeof value === 'number' && Number.isInteger(value)
  return isCount && value >= 0 && value <= mostTokens ? value : undefined
}
