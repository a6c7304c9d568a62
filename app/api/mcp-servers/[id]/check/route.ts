import { mcpServerCheckSchema } from '#lib/contracts/agents/mcp-server.ts'
import { route } from '#lib/server/http/route.ts'
import { checkMcpServer } from '#lib/server/tools/sign-in-mcp-server.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Connects to an MCP server and lists its tools',
    status: 200,
    answer: mcpServerCheckSchema,
  },
  ({ services, params }) => checkMcpServer(services, params.id ?? ''),
)
