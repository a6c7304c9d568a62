import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { Agent, AgentCreate } from '#lib/contracts/agent.ts'
import type { Services } from '../services.ts'
import { toAgentRow } from './agent-row.ts'
import { explainTakenSlug, freeAgentSlug } from './agent-slug.ts'
import { requireKnownModels } from './require-known-models.ts'
import { toAgent } from './to-agent.ts'

/** @throws AppError 400 when a model names no known provider, 409 for another agent's slug */
export async function createAgent(
  services: Pick<Services, 'database' | 'agents' | 'audit'>,
  actor: SessionUser,
  input: AgentCreate,
): Promise<Agent> {
  await requireKnownModels(services, input)
  const { prisma } = services.database
  const slug = input.slug ?? (await freeAgentSlug(prisma, input.name))
  const data = toAgentRow({ ...input, slug })
  const row = await prisma.agent.create({ data }).catch(explainTakenSlug)
  services.agents.invalidate()
  const { id, name, model } = row
  const target = { type: 'agent' as const, id, name }
  await services.audit.record({ actor, action: 'agent.created', target, to: { model } })
  return toAgent(row)
}
