import type { AgentCreate } from '#lib/contracts/agents/agent.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** An agent's fields for Prisma, which distinguishes JSON null from SQL null. */
export function toAgentRow(agent: AgentCreate) {
  return {
    ...agent,
    hedge: agent.hedge ?? Prisma.DbNull,
    extraBody: agent.extraBody ?? Prisma.DbNull,
    routing: agent.routing ?? Prisma.DbNull,
  }
}
