import type { ChatAgent } from '#lib/contracts/agents/agent.ts'
import { firstModels } from '#lib/contracts/agents/agent-models.ts'
import type { ModelInfo } from '#lib/contracts/models/model.ts'

/** The agent's model if none of the agent's models accepts pictures; null if one of them may. */
export function blindModel(
  agent: ChatAgent | undefined,
  models: ModelInfo[] | undefined,
): string | null {
  if (!agent) return null
  const ids = firstModels(agent)
  const isBlind = (id: string) => {
    const inputs = models?.find((known) => known.id === id)?.inputs
    return inputs !== undefined && !inputs.includes('image')
  }
  return ids.every(isBlind) ? (ids[0] ?? null) : null
}
