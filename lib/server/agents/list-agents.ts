import type { Agent } from '#lib/contracts/agent.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { Services } from '../services.ts'

/** All agents, the default one first: they are few, so one page holds them. */
export async function listAgents(services: Services): Promise<Page<Agent>> {
  const [agents, { defaultAgentId }] = await Promise.all([
    services.agents.list(),
    services.settings.read(),
  ])
  const isDefault = (agent: Agent) => Number(agent.id === defaultAgentId)
  return { items: [...agents].sort((a, b) => isDefault(b) - isDefault(a)), nextCursor: null }
}
