import type { SessionUser } from '#lib/auth/session-reader.ts'
import type { Agent, AgentCreate } from '#lib/contracts/agents/agent.ts'
import type { Agent as AgentRow, PrismaClient } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { isUniqueViolation } from '../users/email-taken.ts'
import { toAgentRow } from './agent-row.ts'
import { explainTakenSlug, freeAgentSlug } from './agent-slug.ts'
import { requireKnownMcpServers } from './require-known-mcp-servers.ts'
import { requireKnownModels } from './require-known-models.ts'
import { toAgent } from './to-agent.ts'

/** @throws AppError 400 when a model names no known provider, 409 for another agent's slug */
export async function createAgent(
  services: Pick<Services, 'database' | 'agents' | 'audit'>,
  actor: SessionUser,
  input: AgentCreate,
): Promise<Agent> {
  await requireKnownModels(services, input)
  await requireKnownMcpServers(services, input)
  const row = await insertAgent(services.database.prisma, input)
  services.agents.invalidate()
  const { id, name, model } = row
  const target = { type: 'agent' as const, id, name }
  await services.audit.record({ actor, action: 'agent.created', target, to: { model } })
  return toAgent(row)
}

/** Agents of one name that are created at once find the same slug free: the later one looks again. */
async function insertAgent(
  prisma: Pick<PrismaClient, 'agent'>,
  input: AgentCreate,
): Promise<AgentRow> {
  const slug = input.slug ?? (await freeAgentSlug(prisma, input.name))
  try {
    return await prisma.agent.create({ data: toAgentRow({ ...input, slug }) })
  } catch (error) {
    if (input.slug !== undefined || !isUniqueViolation(error)) return explainTakenSlug(error)
    return insertAgent(prisma, input)
  }
}
