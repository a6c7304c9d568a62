import type { McpServer, McpServerStatus } from '#lib/contracts/agents/mcp-server.ts'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { openMcpSecrets } from './mcp-secrets.ts'
import { createOAuthStore } from './oauth-store.ts'

/** Of a server whose secrets cannot be decrypted. */
const unreadable: McpServerStatus = {
  state: 'unreachable',
  tools: [],
  error: 'Its secrets were stored with another LUMOS_SECRET. Enter them again.',
}

/** A stored server as the API shows it. */
export function toMcpServer(
  services: Pick<Services, 'database' | 'env' | 'secrets' | 'mcp'>,
  row: Row,
): McpServer {
  const opened = openMcpSecrets(services.secrets, row)
  return {
    id: row.id,
    name: row.name,
    transport: row.transport === 'stdio' ? 'stdio' : 'http',
    url: row.url,
    command: row.command,
    args: row.args,
    headerNames: Object.keys(opened?.headers ?? {}),
    envNames: Object.keys(opened?.env ?? {}),
    approval: row.approval as McpServer['approval'],
    signedIn: createOAuthStore(services, row).current().tokens !== undefined,
    status: opened ? services.mcp.status(row.id) : unreadable,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
