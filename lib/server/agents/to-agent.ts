import { type Agent, agentCreateSchema } from '#lib/contracts/agent.ts'
import type { Agent as AgentRow } from '#lib/db/generated/client.ts'

/** A stored agent as the API shows it; fields that are newer than the row get their defaults. */
export function toAgent({ id, createdAt, updatedAt, ...row }: AgentRow): Agent {
  return {
    ...agentCreateSchema.parse(row),
    id,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  }
}
