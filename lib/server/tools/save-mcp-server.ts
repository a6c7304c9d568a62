import type { SessionUser } from '#lib/auth/session-reader.ts'
import type {
  McpServer,
  McpServerCreate,
  McpServerPatch,
} from '#lib/contracts/agents/mcp-server.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { McpServer as Row } from '#lib/db/generated/client.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'
import { loadMcpServers } from './load-mcp-servers.ts'
import { openMcpSecrets, sealMcpSecrets } from './mcp-secrets.ts'
import { toMcpServer } from './to-mcp-server.ts'

type SaveServices = Pick<Services, 'audit' | 'database' | 'env' | 'secrets' | 'mcp' | 'agents'>

/** @throws AppError 400 for an address or a program that Lumos may not use */
export async function createMcpServer(
  services: SaveServices,
  actor: SessionUser,
  { headers = {}, env = {}, ...fields }: McpServerCreate,
): Promise<McpServer> {
  requireAllowed(services, fields)
  const id = crypto.randomUUID()
  const secretsCiphertext = sealMcpSecrets(services.secrets, id, { headers, env })
  const row = await services.database.prisma.mcpServer.create({
    data: { id, ...fields, secretsCiphertext },
  })
  await loadMcpServers(services)
  const { name, transport, url, command, approval } = row
  await services.audit.record({
    actor,
    action: 'mcp-server.created',
    target: { type: 'mcp-server', id, name },
    to: { transport, ...(url && { url }), ...(command && { command }), approval },
  })
  return toMcpServer(services, row)
}

/**
 * @throws AppError 404 for an unknown server; 400 for an address or a program that Lumos may not
 * use, or if one of them changes without the secrets, because the stored ones would be sent there
 */
export async function updateMcpServer(
  services: SaveServices,
  actor: SessionUser,
  id: string,
  { headers, env, ...fields }: McpServerPatch,
): Promise<McpServer> {
  const { prisma } = services.database
  const found = await findMcpServer(services, id)
  requireFitting(found, { headers, env, ...fields })
  requireAllowed(services, { ...found, ...fields })
  const old = openMcpSecrets(services.secrets, found) ?? { headers: {}, env: {} }
  const { url = found.url, command = found.command } = fields
  const isMoved = url !== found.url || command !== found.command
  if (isMoved) {
    requireAgain('headers', old.headers, headers)
    requireAgain('env', old.env, env)
  }
  const secrets = { headers: headers ?? old.headers, env: env ?? old.env }
  const row = await prisma.mcpServer.update({
    where: { id },
    data: {
      ...fields,
      // Otherwise they stay as they are, also those that cannot be decrypted now.
      ...((headers || env || isMoved) && {
        secretsCiphertext: sealMcpSecrets(services.secrets, id, secrets),
      }),
      ...(isMoved && { oauthCiphertext: null }),
    },
  })
  await loadMcpServers(services)
  const after = toMcpServer(services, row)
  const { status: _, ...shown } = after
  const { status: _before, ...before } = toMcpServer(services, found)
  const target = { type: 'mcp-server' as const, id, name: row.name }
  const change = auditChange(before, shown)
  const hasNew = { ...(headers && { headers: 'changed' }), ...(env && { env: 'changed' }) }
  const entry = { from: change.from, to: { ...change.to, ...hasNew } }
  await services.audit.record({ actor, action: 'mcp-server.changed', target, ...entry })
  return after
}

/** Deletes a server, also from the agents that name it. @throws AppError 404 */
export async function deleteMcpServer(
  services: SaveServices,
  actor: SessionUser,
  id: string,
): Promise<void> {
  const { name } = await findMcpServer(services, id)
  await services.database.prisma.$transaction([
    services.database.prisma.mcpServer.delete({ where: { id } }),
    services.database.prisma.$executeRaw`
      UPDATE "Agent" SET "mcpServers" = array_remove("mcpServers", ${id})
      WHERE ${id} = ANY("mcpServers")`,
  ])
  services.agents.invalidate()
  await loadMcpServers(services)
  const target = { type: 'mcp-server' as const, id, name }
  await services.audit.record({ actor, action: 'mcp-server.deleted', target })
}

/** @throws AppError 404 */
export async function findMcpServer(
  { database }: Pick<Services, 'database'>,
  id: string,
): Promise<Row> {
  const row = await database.prisma.mcpServer.findUnique({ where: { id } })
  if (!row) throw notFound('MCP server')
  return row
}

function requireAllowed(
  { env }: Pick<Services, 'env'>,
  { transport, url }: { transport?: string; url?: string | null },
): void {
  if (transport === 'stdio' && !env.isStdioMcpAllowed) {
    const displayMessage =
      'Programs may not be started here. An admin of the server can allow them with LUMOS_STDIO_MCP=allow.'
    throw new AppError({ code: 'stdio-refused', status: 400, field: 'transport', displayMessage })
  }
  if (!url || isUrlAllowed(url, env.arePrivateProvidersAllowed)) return
  const hint = isUrlAllowed(url, true)
    ? 'An admin of the server can allow private addresses with LUMOS_PRIVATE_PROVIDERS=allow.'
    : 'Metadata services, link-local and reserved addresses are never connected to.'
  const displayMessage = `${new URL(url).hostname} cannot be an MCP server’s address. ${hint}`
  throw new AppError({ code: 'address-refused', status: 400, field: 'url', displayMessage })
}

/** Fields of the other transport. */
function requireFitting({ transport }: Row, patch: McpServerPatch): void {
  const unfit =
    transport === 'http' ? (['command', 'args', 'env'] as const) : (['url', 'headers'] as const)
  for (const field of unfit) {
    if (patch[field] === undefined) continue
    const displayMessage = `This field does not fit a server of transport ${transport}.`
    throw new AppError({ code: 'invalid-input', status: 400, field, displayMessage })
  }
}

function requireAgain(field: 'headers' | 'env', stored: object, given: object | undefined): void {
  if (given || Object.keys(stored).length === 0) return
  throw new AppError({
    code: 'secrets-needed',
    status: 400,
    field,
    displayMessage: 'Enter the secret values again: the stored ones are not sent somewhere else.',
  })
}
