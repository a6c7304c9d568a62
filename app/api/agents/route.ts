import { agentCreateSchema } from '#lib/contracts/agents/agent.ts'
import { shortListQuerySchema } from '#lib/contracts/list.ts'
import { createAgent } from '#lib/server/agents/create-agent.ts'
import { listAgents } from '#lib/server/agents/list-agents.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'user', query: shortListQuerySchema },
  ({ services, user, query }) => listAgents(services, user.role, query),
)

export const POST = route(
  { access: 'admin', body: agentCreateSchema },
  ({ services, user, body }) => createAgent(services, user, body),
)
