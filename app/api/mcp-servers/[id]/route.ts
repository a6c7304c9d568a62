import { mcpServerPatchSchema, mcpServerSchema } from '#lib/contracts/agents/mcp-server.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteMcpServer, updateMcpServer } from '#lib/server/tools/save-mcp-server.ts'

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Changes an MCP server',
    answer: mcpServerSchema,
    body: mcpServerPatchSchema,
  },
  ({ services, user, params, body }) => updateMcpServer(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'admin', summary: 'Deletes an MCP server', answer: null },
  async ({ services, user, params }) => {
    await deleteMcpServer(services, user, params.id ?? '')
    return null
  },
)
