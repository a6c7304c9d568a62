import { parseModelId } from '#lib/contracts/model.ts'
import { checkProvider } from '#lib/providers/check-provider.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import type { Asker } from './prepare-turn.ts'

/** A connection that was used a moment ago is warm still. */
const warmMs = 30_000
const deadlineMs = 3_000
const warmedAt = new WeakMap<object, number>()

/**
 * Does ahead of a turn what needs no message: opens the provider's connection (with a request that
 * costs no tokens), loads the agent, and recalls for the draft. Never rejects.
 */
export async function prewarm(
  services: Services,
  user: Asker,
  { agentId, draft }: { agentId: string; draft?: string },
): Promise<void> {
  try {
    const agent = await services.agents.find(agentId)
    if (!agent) return
    const { enabled, limit, budgetTokens, deadlineMs: recallMs } = agent.memory
    const recalling =
      enabled && user.memory && draft?.trim()
        ? services.memory.recall({
            userId: user.id,
            agentId,
            query: draft.trim(),
            limit,
            budgetTokens,
            deadlineMs: recallMs,
          })
        : services.memory.warm(user.id)
    const connection = services.models.connection(parseModelId(agent.model)?.providerSlug ?? '')
    const isCold = connection && performance.now() - (warmedAt.get(connection) ?? -warmMs) >= warmMs
    if (isCold) warmedAt.set(connection, performance.now())
    await Promise.all([recalling, isCold && checkProvider(connection, deadlineMs)])
  } catch (error) {
    logError(error)
  }
}
