import { mcpRoute } from '#lib/server/mcp/mcp-route.ts'

export { mcpRoute as DELETE, mcpRoute as GET, mcpRoute as OPTIONS, mcpRoute as POST }
