import type { Agent } from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { parseModelId } from '#lib/contracts/models/model-id.ts'

/** The agents that use one of the provider's models for any purpose. */
export function agentsOfProvider(agents: Agent[], slug: string): Agent[] {
  return agents.filter((agent) =>
    agentModels(agent).some(([, model]) => parseModelId(model)?.providerSlug === slug),
  )
}
