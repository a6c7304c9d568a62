import { agentFileSchema, agentSchema } from '#lib/contracts/agents/agent.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { importAgents } from '#lib/server/agents/transfer-agents.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Creates the agents of a file',
    answer: itemsSchema(agentSchema),
    body: agentFileSchema,
  },
  ({ services, user, body }) => importAgents(services, user, body),
)
