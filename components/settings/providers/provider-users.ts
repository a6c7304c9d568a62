import type { Agent } from '#lib/contracts/agent.ts'
import { agentModels } from '#lib/contracts/agent-models.ts'
import { parseModelId } from '#lib/contracts/model.ts'

/** The agents that name one of a provider's models, for whatever. */
export function agentsOfProvider(agents: Agent[], slug: string): Agent[] {
  return agents.filter((agent) =>
    agentModels(agent).some(([, model]) => parseModelId(model)?.providerSlug === slug),
  )
}
