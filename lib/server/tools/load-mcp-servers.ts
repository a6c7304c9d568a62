import { mcpApprovals } from '#lib/contracts/agents/mcp-server.ts'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import type { McpServerDefinition } from '#lib/tools/mcp/mcp-server-definition.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { type McpSecrets, openMcpSecrets } from './mcp-secrets.ts'
import { createOAuthStore } from './oauth-store.ts'

type LoadServices = Pick<Services, 'database' | 'env' | 'secrets' | 'mcp'>

/** Updates the pool from the stored servers, at start and after each change. */
export async function loadMcpServers(services: LoadServices): Promise<void> {
  const rows = await services.database.prisma.mcpServer.findMany({ orderBy: { createdAt: 'asc' } })
  services.mcp.setServers(rows.flatMap((row) => mcpDefinition(services, row) ?? []))
}

/** Null if its secrets cannot be decrypted; the other servers are still loaded. */
export function mcpDefinition(services: LoadServices, row: Row): McpServerDefinition | null {
  const opened = openMcpSecrets(services.secrets, row)
  if (!opened) {
    const words = `The secrets of MCP server "${row.name}" cannot be opened: was LUMOS_SECRET changed?`
    logError(new Error(words))
    return null
  }
  const approval = mcpApprovals.find((each) => each === row.approval) ?? 'always'
  const oauth = row.transport === 'http' ? createOAuthStore(services, row) : null
  return {
    id: row.id,
    name: row.name,
    approval,
    transport: transportOf(services, row, opened),
    oauth,
  }
}

function transportOf(
  { env }: LoadServices,
  row: Row,
  secrets: McpSecrets,
): McpServerDefinition['transport'] {
  if (row.transport === 'http') {
    const isPrivateAllowed = env.arePrivateProvidersAllowed
    return { type: 'http', url: row.url ?? '', headers: secrets.headers, isPrivateAllowed }
  }
  if (!env.isStdioMcpAllowed) return { type: 'forbidden' }
  return { type: 'stdio', command: row.command ?? '', args: row.args, env: secrets.env }
}
