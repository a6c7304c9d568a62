import type { Agent } from '#lib/contracts/agent.ts'
import type { Page, ShortListQuery } from '#lib/contracts/list.ts'
import { pageOf } from '../page-of.ts'
import type { Services } from '../services.ts'

/** All agents, the default agent first. */
export async function listAgents(
  services: Pick<Services, 'settings' | 'agents'>,
  query: ShortListQuery,
): Promise<Page<Agent>> {
  const [agents, { defaultAgentId }] = await Promise.all([
    services.agents.list(),
    services.settings.read(),
  ])
  const isDefault = (agent: Agent) => Number(agent.id === defaultAgentId)
  const sorted = [...agents].sort((a, b) => isDefault(b) - isDefault(a))
  return pageOf(sorted, query, ({ id }) => id)
}
