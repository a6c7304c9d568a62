import type { Agent } from '#lib/contracts/agents/agent.ts'
import { estimateTokens } from '#lib/contracts/models/estimate-tokens.ts'
import type { BranchMessage } from '#lib/db/repositories/conversation.ts'
import type { ReadingSpeeds } from '../models/reading-speeds.ts'
import { cachedShareOf } from './earlier-prompts.ts'

/** Providers that forget prompts by time do so after five minutes at the earliest. */
const warmMs = 300_000
const mostlyCached = 0.5
/** The chosen model stays where the other one is not clearly faster. */
const clearlyFaster = 0.8

/**
 * The hedge or fallback model that gave a chat's last answer, if it is expected to answer the next
 * message faster than the agent's own model: it has the chat in its prompt cache, and the other one
 * would read it from the beginning.
 * @param now epoch milliseconds
 * @returns null for the agent's own model
 */
export function warmModelOf(
  { hedge, fallbackModel, model }: Pick<Agent, 'hedge' | 'fallbackModel' | 'model'>,
  { history, userText }: { history: Pick<BranchMessage, 'answer'>[]; userText: string },
  speeds: Pick<ReadingSpeeds, 'expectedMs'>,
  now: number,
): string | null {
  const last = history.findLast(({ answer }) => answer)?.answer
  const warm = last?.model
  if (!last?.inputTokens || !warm || warm === model || now - last.createdAt > warmMs) return null
  if (warm !== hedge?.model && warm !== fallbackModel) return null
  const cachedShare = cachedShareOf(history, now)
  if (cachedShare < mostlyCached) return null
  const fresh = estimateTokens(userText)
  const expectedWarm = speeds.expectedMs(warm, last.inputTokens * (1 - cachedShare) + fresh)
  const expectedCold = speeds.expectedMs(model, last.inputTokens + fresh)
  if (expectedWarm === null || expectedCold === null) return null
  return expectedWarm < clearlyFaster * expectedCold ? warm : null
}
