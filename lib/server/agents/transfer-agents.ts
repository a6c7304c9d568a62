import type { SessionUser } from '#lib/auth/session-reader.ts'
import { type Agent, type AgentFile, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { agentModels } from '#lib/contracts/agents/agent-models.ts'
import { requireKnownProviders } from '../models/require-known-providers.ts'
import type { Services } from '../services.ts'
import { createAgent } from './create-agent.ts'

/** All agents, or one, as a file that another Lumos imports. It holds no keys: those are providers'. */
export async function exportAgents(
  services: Pick<Services, 'agents'>,
  id: string | undefined,
): Promise<AgentFile> {
  const agents = (await services.agents.list()).filter((agent) => !id || agent.id === id)
  return { format: 'lumos-agents', version: 1, agents: agents.map(toFields) }
}

function toFields({ id: _, createdAt: _c, updatedAt: _u, ...fields }: Agent) {
  return agentCreateSchema.parse(fields)
}

/**
 * Creates the agents of a file beside those that exist. API names that are taken are made anew.
 * @throws AppError 400 that names the field whose model is of no known provider; nothing is created
 */
export async function importAgents(
  services: Pick<Services, 'database' | 'agents' | 'audit'>,
  actor: SessionUser,
  { agents }: AgentFile,
): Promise<{ items: Agent[] }> {
  const named = agents.flatMap((agent, index) =>
    agentModels(agent).map(([field, model]) => [`agents.${index}.${field}`, model] as const),
  )
  await requireKnownProviders(services, named)
  const taken = new Set((await services.agents.list()).map(({ slug }) => slug))
  const items: Agent[] = []
  for (const { slug, ...agent } of agents) {
    const isFree = slug !== undefined && !taken.has(slug)
    items.push(await createAgent(services, actor, { ...agent, ...(isFree && { slug }) }))
    if (slug !== undefined) taken.add(slug)
  }
  return { items }
}
