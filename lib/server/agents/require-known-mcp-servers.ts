import type { AgentPatch } from '#lib/contracts/agents/agent.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { Services } from '../services.ts'

/** @throws AppError 400 for the id of an MCP server that does not exist */
export async function requireKnownMcpServers(
  { database }: Pick<Services, 'database'>,
  { mcpServers = [] }: AgentPatch,
): Promise<void> {
  const ids = [...new Set(mcpServers)]
  if (ids.length === 0) return
  const rows = await database.prisma.mcpServer.findMany({
    where: { id: { in: ids } },
    select: { id: true },
  })
  const known = new Set(rows.map(({ id }) => id))
  const unknown = mcpServers.findIndex((id) => !known.has(id))
  if (unknown === -1) return
  throw new AppError({
    code: 'unknown-mcp-server',
    status: 400,
    field: `mcpServers.${unknown}`,
    displayMessage: `There is no MCP server "${mcpServers[unknown]}".`,
  })
}
