import type { McpServer } from '#lib/contracts/agents/mcp-server.ts'
import type { Services } from '../services.ts'
import { toMcpServer } from './to-mcp-server.ts'

/** Oldest first. */
export async function listMcpServers(
  services: Pick<Services, 'database' | 'env' | 'secrets' | 'mcp'>,
): Promise<McpServer[]> {
  const rows = await services.database.prisma.mcpServer.findMany({ orderBy: { createdAt: 'asc' } })
  return rows.map((row) => toMcpServer(services, row))
}
