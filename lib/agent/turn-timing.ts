import type { TokenUsage } from '#lib/contracts/chat/agent-event.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { FirstTokenClock } from './first-token-clock.ts'
import type { RunInput } from './run-input.ts'

/** Adds a step's usage to the turn's. */
export function addUsage(total: TokenUsage, step: TokenUsage) {
  const add = (a: number | null | undefined, b: number | null | undefined) =>
    b == null ? (a ?? null) : (a ?? 0) + b
  total.inputTokens = add(total.inputTokens, step.inputTokens)
  total.outputTokens = add(total.outputTokens, step.outputTokens)
  if (step.cachedTokens !== undefined)
    total.cachedTokens = (total.cachedTokens ?? 0) + step.cachedTokens
  if (step.costUsd !== undefined) total.costUsd = (total.costUsd ?? 0) + step.costUsd
}

/** The figures of a turn that has ended. */
export function turnTiming(
  input: RunInput,
  firstToken: FirstTokenClock,
  usage: TokenUsage,
): TurnTiming {
  const connection = firstToken.connection()
  const served = servedModel(input)
  const promptCache = input.promptRecord?.compare(served.model)
  return {
    turnId: input.turnId,
    ttfbMs: firstToken.ttfbMs(),
    ...(firstToken.reasoningMs() !== undefined && { reasoningMs: firstToken.reasoningMs() }),
    totalMs: input.clock.elapsedMs(),
    stages: input.clock.stages(),
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    ...(usage.cachedTokens !== undefined && { cachedTokens: usage.cachedTokens }),
    ...(promptCache && { promptCache }),
    ...prefillOf(input, usage),
    ...(usage.costUsd !== undefined && { costUsd: usage.costUsd }),
    ...(connection && { connection }),
    tokensPerSecond: firstToken.tokensPerSecond(usage.outputTokens),
    ...(input.cache && { cache: input.cache }),
    ...(input.memory && { memory: input.memory }),
    ...served,
  }
}

/** Tokens that were read ahead, and those of them that the turn found in the provider's cache. */
function prefillOf({ prefilledTokens: tokens }: RunInput, { cachedTokens = 0 }: TokenUsage) {
  if (tokens === undefined) return {}
  return { prefill: { tokens, cachedTokens: Math.min(tokens, cachedTokens) } }
}

/** The model that answered, or was asked last, and what else was asked for it. */
function servedModel({ model: first, requestedModel = first, attempts: log }: RunInput) {
  const attempts = log.attempts()
  const model = log.answeredBy() ?? attempts.at(-1)?.model ?? first
  return {
    model,
    ...(model !== requestedModel && { requestedModel }),
    ...(attempts.some(({ role }) => role === 'hedge') && { hedged: true }),
    ...(attempts.some(({ role }) => role !== 'first') && { attempts }),
  }
}
