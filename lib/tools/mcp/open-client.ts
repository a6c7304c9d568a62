import { createMCPClient, type MCPClient, type MCPTransport } from '@ai-sdk/mcp'
import { StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio'
import type { ProxySettings } from '#lib/env.ts'
import { createPoolFor } from '#lib/providers/network/connection.ts'
import { createMcpFetch } from './mcp-fetch.ts'
import type { McpServerDefinition } from './mcp-server-definition.ts'
import { createTokenProvider } from './oauth-provider.ts'

/** Longest time for the handshake with a server, milliseconds. */
const handshakeMs = 20_000

export interface OpenedClient {
  client: MCPClient
  close(): Promise<void>
}

/** Programs may not be started by this installation. */
export class StdioForbiddenError extends Error {
  constructor() {
    super(
      'Programs may not be started here. An admin of the server can allow them with LUMOS_STDIO_MCP=allow.',
    )
  }
}

export interface ClientEvents {
  onToolsChanged(): void
  /** The program ended. */
  onClosed(): void
}

/** Connects to a server and performs the protocol's handshake. */
export async function openClient(
  { transport, oauth }: McpServerDefinition,
  proxy: ProxySettings,
  events: ClientEvents,
): Promise<OpenedClient> {
  if (transport.type === 'forbidden') throw new StdioForbiddenError()
  if (transport.type === 'stdio') return openProgram(transport, events)
  const { url, headers, isPrivateAllowed } = transport
  const dispatcher = createPoolFor(url, isPrivateAllowed, proxy)
  const close = () => dispatcher.destroy()
  try {
    const client = await connect({
      type: 'http',
      url,
      headers,
      fetch: createMcpFetch(dispatcher, events.onToolsChanged),
      ...(oauth?.current().tokens && { authProvider: createTokenProvider(oauth) }),
    })
    return {
      client,
      async close() {
        await client.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function openProgram(
  { command, args, env }: Extract<McpServerDefinition['transport'], { type: 'stdio' }>,
  { onToolsChanged, onClosed }: ClientEvents,
): Promise<OpenedClient> {
  const transport: MCPTransport = new StdioMCPTransport({ command, args, env, stderr: 'ignore' })
  const client = await connect(transport)
  const { onmessage, onclose } = transport
  transport.onmessage = (message) => {
    const method = 'method' in message ? message.method : undefined
    if (method === 'notifications/tools/list_changed') onToolsChanged()
    else onmessage?.(message)
  }
  transport.onclose = () => {
    onclose?.()
    onClosed()
  }
  return { client, close: () => client.close() }
}

function connect(
  transport: Parameters<typeof createMCPClient>[0]['transport'],
): Promise<MCPClient> {
  return createMCPClient({
    transport,
    clientName: 'lumos',
    initializationOptions: { timeout: handshakeMs },
    // Notifications and broken messages arrive here; a request that fails rejects by itself.
    onUncaughtError: () => undefined,
  })
}
