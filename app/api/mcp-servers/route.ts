import { mcpServerCreateSchema, mcpServerSchema } from '#lib/contracts/agents/mcp-server.ts'
import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { pageOf } from '#lib/server/page-of.ts'
import { listMcpServers } from '#lib/server/tools/list-mcp-servers.ts'
import { createMcpServer } from '#lib/server/tools/save-mcp-server.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The MCP servers',
    answer: pageSchema(mcpServerSchema),
    query: shortListQuerySchema,
  },
  async ({ services, query }) => pageOf(await listMcpServers(services), query, ({ id }) => id),
)

export const POST = route(
  {
    access: 'admin',
    summary: 'Adds an MCP server',
    answer: mcpServerSchema,
    body: mcpServerCreateSchema,
  },
  ({ services, user, body }) => createMcpServer(services, user, body),
)
