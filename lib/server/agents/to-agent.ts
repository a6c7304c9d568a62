import { type Agent, agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import type { Agent as AgentRow } from '#lib/db/generated/client.ts'

/**
 * A stored agent as the API shows it. Fields that were added after the row was written get their
 * defaults.
 */
export function toAgent({ id, slug, createdAt, updatedAt, ...row }: AgentRow): Agent {
  return {
    ...agentCreateSchema.parse(row),
    id,
    slug: slug ?? id,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}
