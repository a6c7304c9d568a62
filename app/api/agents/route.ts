import { z } from 'zod'
import { agentCreateSchema, agentSchema, chatAgentSchema } from '#lib/contracts/agents/agent.ts'
import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import { createAgent } from '#lib/server/agents/create-agent.ts'
import { listAgents } from '#lib/server/agents/list-agents.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'The agents; admins get all fields',
    answer: pageSchema(z.union([agentSchema, chatAgentSchema])),
    query: shortListQuerySchema,
  },
  ({ services, user, query }) => listAgents(services, user.role, query),
)

export const POST = route(
  { access: 'admin', summary: 'Creates an agent', answer: agentSchema, body: agentCreateSchema },
  ({ services, user, body }) => createAgent(services, user, body),
)
