import type { AgentCreate } from '#lib/contracts/agent.ts'
import { Prisma } from '#lib/db/generated/client.ts'

/** An agent's fields as Prisma stores them: JSON null is not SQL null. */
export function toAgentRow(agent: AgentCreate) {
  return {
    ...agent,
    hedge: agent.hedge ?? Prisma.DbNull,
    extraBody: agent.extraBody ?? Prisma.DbNull,
    routing: agent.routing ?? Prisma.DbNull,
  }
}
