import { mcpApprovals } from '#lib/contracts/agents/mcp-server.ts'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import type { McpServerDefinition } from '#lib/tools/mcp/mcp-server-definition.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { openMcpSecrets } from './mcp-secrets.ts'
import { createOAuthStore } from './oauth-store.ts'

type LoadServices = Pick<Services, 'database' | 'env' | 'secrets' | 'mcp'>

/** Updates the pool from the stored servers, at start and after each change. */
export async function loadMcpServers(services: LoadServices): Promise<void> {
  const rows = await services.database.prisma.mcpServer.findMany({ orderBy: { createdAt: 'asc' } })
  services.mcp.setServers(rows.flatMap((row) => mcpDefinition(services, row) ?? []))
}

/** Null if its secrets cannot be decrypted; the other servers are still loaded. */
export function mcpDefinition(services: LoadServices, row: Row): McpServerDefinition | null {
  try {
    const approval = mcpApprovals.find((each) => each === row.approval) ?? 'always'
    const isHttp = row.transport === 'http'
    const oauth = isHttp ? createOAuthStore(services, row) : null
    return { id: row.id, name: row.name, approval, transport: transportOf(services, row), oauth }
  } catch (cause) {
    const message = `The secrets of MCP server "${row.name}" cannot be opened: was LUMOS_SECRET changed?`
    logError(new Error(message, { cause }))
    return null
  }
}

function transportOf({ env, secrets }: LoadServices, row: Row): McpServerDefinition['transport'] {
  const opened = openMcpSecrets(secrets, row)
  if (row.transport === 'http') {
    const isPrivateAllowed = env.arePrivateProvidersAllowed
    return { type: 'http', url: row.url ?? '', headers: opened.headers, isPrivateAllowed }
  }
  if (!env.isStdioMcpAllowed) return { type: 'forbidden' }
  return { type: 'stdio', command: row.command ?? '', args: row.args, env: opened.env }
}
