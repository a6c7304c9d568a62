import type {
  LeftOutServer,
  McpServerCheck,
  McpServerStatus,
} from '#lib/contracts/agents/mcp-server.ts'
import { isRecord } from '#lib/contracts/is-record.ts'
import type { ProxySettings } from '#lib/env.ts'
import { withoutSecrets } from '../clean-text.ts'
import type { Tool } from '../tool.ts'
import { type ConnectionState, createMcpConnection, type McpConnection } from './mcp-connection.ts'
import { type McpServerDefinition, secretsOf } from './mcp-server-definition.ts'
import { type McpTool, needsApproval } from './tool-definition.ts'
import { nameTools } from './tool-names.ts'
import { toolOutput } from './tool-output.ts'

/** What a turn gets of its agent's servers. */
export interface McpTools {
  tools: Tool[]
  leftOut: LeftOutServer[]
}

/** The connections to all MCP servers. No turn waits for any of them. */
export interface McpPool {
  /**
   * Connects in the background to new servers, and to those whose address, program or secrets
   * changed, and leaves the others.
   */
  setServers(definitions: McpServerDefinition[]): void
  /** Closes a connection, so that `setServers` opens it with what is stored now. */
  forget(id: string): void
  /** Connects to servers that are not connected, in the background. */
  warm(ids: string[]): void
  /**
   * The tools that are there now; servers without a connection are named instead.
   * @param reserved names that other tools of the turn have
   */
  tools(ids: string[], reserved: string[]): McpTools
  check(id: string): Promise<Omit<McpServerCheck, 'signInUrl'>>
  status(id: string): McpServerStatus
  close(): Promise<void>
}

/** Providers accept this many tools in a request. */
const mostTools = 120

export function createMcpPool(proxy: ProxySettings): McpPool {
  const connections = new Map<string, { version: string; connection: McpConnection }>()
  const close = (id: string) => {
    const { connection } = connections.get(id) ?? {}
    connections.delete(id)
    return connection?.close().catch(() => undefined)
  }
  const found = (ids: string[]) => ids.flatMap((id) => connections.get(id)?.connection ?? [])

  return {
    setServers(definitions) {
      const ids = new Set(definitions.map(({ id }) => id))
      for (const id of connections.keys()) if (!ids.has(id)) void close(id)
      for (const definition of definitions) {
        const version = JSON.stringify(definition.transport)
        const known = connections.get(definition.id)
        if (known?.version === version) {
          // Another name or approval needs no other connection.
          const { name, approval } = definition
          known.connection = {
            ...known.connection,
            definition: { ...known.connection.definition, name, approval },
          }
          continue
        }
        void close(definition.id)
        const connection = createMcpConnection(definition, proxy)
        connections.set(definition.id, { version, connection })
        connection.warm()
      }
    },
    forget: (id) => void close(id),
    warm(ids) {
      for (const connection of found(ids)) connection.warm()
    },
    tools(ids, reserved) {
      const leftOut: LeftOutServer[] = []
      const ready = found(ids).flatMap((connection) => {
        const state = connection.state()
        const { name: server } = connection.definition
        if (state.kind === 'ready')
          return state.tools.map((tool) => ({ ...tool, server, connection }))
        leftOut.push({ name: server, reason: state.reason })
        return []
      })
      const tools = nameTools(ready, reserved).slice(0, mostTools - reserved.length)
      return { tools: tools.map((tool) => toTool(tool, tool.shown, tool.connection)), leftOut }
    },
    async check(id) {
      const { connection } = connections.get(id) ?? {}
      if (!connection)
        return { ok: false, tools: [], connectMs: null, error: 'It is not known yet.' }
      const startedAt = performance.now()
      const state = await connection.check()
      const { tools, error } = statusOf(connection, state)
      if (state.kind === 'out')
        return { ok: false, tools, connectMs: null, ...(error && { error }) }
      return { ok: true, tools, connectMs: Math.round(performance.now() - startedAt) }
    },
    status(id) {
      const { connection } = connections.get(id) ?? {}
      return connection
        ? statusOf(connection, connection.state())
        : { state: 'connecting', tools: [] }
    },
    close: async () => void (await Promise.all([...connections.keys()].map(close))),
  }
}

function toTool(tool: McpTool, shown: string, connection: McpConnection): Tool {
  const { definition } = connection
  return {
    name: shown,
    description: tool.description,
    inputSchema: tool.inputSchema,
    origin: { server: definition.name, key: `${definition.id}/${tool.fingerprint}` },
    needsApproval: needsApproval(definition.approval, tool),
    async run(input, signal) {
      const result = await connection.call(tool.name, isRecord(input) ? input : {}, signal)
      return toolOutput(result, secretsOf(definition))
    },
  }
}

function statusOf({ definition }: McpConnection, state: ConnectionState): McpServerStatus {
  if (state.kind === 'out') {
    const error = state.error && withoutSecrets(state.error, secretsOf(definition))
    return { state: state.reason, tools: [], ...(error && { error }) }
  }
  return {
    state: 'ready',
    tools: state.tools.map(({ name, description, readOnly }) => ({ name, description, readOnly })),
  }
}
