import type { Agent } from '#lib/contracts/agents/agent.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type { RecallResult } from '#lib/memory/memory-port.ts'
import type { Services } from '../services.ts'

/**
 * Recalls memories for a turn as soon as its agent and the text to recall by are known.
 * @returns null when there is no agent or text, or the agent does not use memory; it rejects only
 * with what `agent` or `query` rejects with
 */
export function recallForTurn(
  { memory }: Pick<Services, 'memory'>,
  turn: {
    userId: string
    agent: Promise<Agent | null>
    query: Promise<string | null>
    clock: StageClock
  },
): Promise<RecallResult | null> {
  const { userId, clock } = turn
  const recall = Promise.all([turn.agent, turn.query]).then(([agent, query]) => {
    if (!agent || query === null) return null
    const { enabled, limit, budgetTokens, deadlineMs } = agent.memory
    if (!enabled || limit === 0) return null
    return clock.measure('memory', () =>
      memory.recall({ userId, agentId: agent.id, query, limit, budgetTokens, deadlineMs }),
    )
  })
  // `prepareTurn` reports these failures; without a handler here they would count as unhandled.
  recall.catch(() => undefined)
  return recall
}
