import { z } from 'zod'
import { agentFileSchema } from '#lib/contracts/agents/agent.ts'
import { exportAgents } from '#lib/server/agents/transfer-agents.ts'
import { route } from '#lib/server/http/route.ts'

const querySchema = z.strictObject({ id: z.string().max(100).optional() })

export const GET = route(
  {
    access: 'admin',
    summary: 'All agents, or one, as a file',
    answer: agentFileSchema,
    query: querySchema,
  },
  async ({ services, query }) =>
    Response.json(await exportAgents(services, query.id), {
      headers: { 'content-disposition': 'attachment; filename="lumos-agents.json"' },
    }),
)
