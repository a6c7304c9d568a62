import { agentFileSchema } from '#lib/contracts/agents/agent.ts'
import { importAgents } from '#lib/server/agents/transfer-agents.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route({ access: 'admin', body: agentFileSchema }, ({ services, user, body }) =>
  importAgents(services, user, body),
)
