import { route } from '#lib/server/http/route.ts'
import { checkMcpServer } from '#lib/server/tools/sign-in-mcp-server.ts'

export const POST = route({ access: 'admin' }, async ({ services, params }) =>
  Response.json(await checkMcpServer(services, params.id ?? '')),
)
