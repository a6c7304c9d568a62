import type { SessionUser } from '#lib/auth/session-reader.ts'
import {
  type Agent,
  type AgentPatch,
  agentCreateSchema,
  isSettingsGroup,
} from '#lib/contracts/agents/agent.ts'
import { notFound } from '#lib/contracts/app-error.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'
import { toAgentRow } from './agent-row.ts'
import { explainTakenSlug } from './agent-slug.ts'
import { requireKnownMcpServers } from './require-known-mcp-servers.ts'
import { requireKnownModels } from './require-known-models.ts'
import { toAgent } from './to-agent.ts'

/**
 * Changes what the patch names; nested settings are merged field by field.
 * @throws AppError 404 for an unknown agent, 400 when a model names no known provider
 */
export async function updateAgent(
  services: Pick<Services, 'database' | 'agents' | 'audit'>,
  actor: SessionUser,
  id: string,
  patch: AgentPatch,
): Promise<Agent> {
  await requireKnownModels(services, patch)
  await requireKnownMcpServers(services, patch)
  const update = services.database.prisma.$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT 1 FROM "Agent" WHERE id = ${id} FOR UPDATE`
    const found = await transaction.agent.findUnique({ where: { id } })
    if (!found) throw notFound('agent')
    const { id: _, createdAt: _created, updatedAt: _updated, ...agent } = toAgent(found)
    const merged = agentCreateSchema.parse({ ...agent, ...withWholeGroups(patch, agent) })
    const changed = await transaction.agent.update({ where: { id }, data: toAgentRow(merged) })
    const target = { type: 'agent' as const, id, name: changed.name }
    const change = auditChange(toAgent(found), toAgent(changed))
    if (Object.keys(change.to).length > 0)
      await services.audit.record(
        { actor, action: 'agent.changed', target, ...change },
        transaction,
      )
    return changed
  })
  const row = await update.catch(explainTakenSlug)
  services.agents.invalidate()
  return toAgent(row)
}

/** The patch with each of its groups completed by the agent's other settings of that group. */
function withWholeGroups(patch: AgentPatch, agent: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(patch).map(([name, value]) => {
      const group = agent[name]
      const isMerged = isSettingsGroup(name) && isRecord(group) && isRecord(value)
      return [name, isMerged ? { ...group, ...value } : value]
    }),
  )
}
