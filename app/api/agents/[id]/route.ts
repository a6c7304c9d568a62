import { agentPatchSchema, agentSchema } from '#lib/contracts/agents/agent.ts'
import { deleteAgent } from '#lib/server/agents/delete-agent.ts'
import { updateAgent } from '#lib/server/agents/update-agent.ts'
import { route } from '#lib/server/http/route.ts'

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Changes an agent; groups of settings are merged',
    answer: agentSchema,
    body: agentPatchSchema,
  },
  ({ services, user, params, body }) => updateAgent(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'admin', summary: 'Deletes an agent', answer: null },
  async ({ services, user, params }) => {
    await deleteAgent(services, user, params.id ?? '')
    return null
  },
)
