import type { Role } from '#lib/contracts/account/user.ts'
import { type Agent, type ChatAgent, chatAgentFields } from '#lib/contracts/agents/agent.ts'
import type { Page, ShortListQuery } from '#lib/contracts/list.ts'
import { pageOf } from '../page-of.ts'
import type { Services } from '../services.ts'

/** All agents, the default agent first: whole for admins, what the chat page shows for others. */
export async function listAgents(
  services: Pick<Services, 'settings' | 'agents'>,
  role: Role,
  query: ShortListQuery,
): Promise<Page<Agent | ChatAgent>> {
  const [agents, { defaultAgentId }] = await Promise.all([
    services.agents.list(),
    services.settings.read(),
  ])
  const isDefault = (agent: Agent) => Number(agent.id === defaultAgentId)
  const sorted = [...agents].sort((a, b) => isDefault(b) - isDefault(a))
  return pageOf(role === 'admin' ? sorted : sorted.map(toChatAgent), query, ({ id }) => id)
}

function toChatAgent(agent: Agent): ChatAgent {
  return Object.fromEntries(chatAgentFields.map((name) => [name, agent[name]])) as ChatAgent
}
