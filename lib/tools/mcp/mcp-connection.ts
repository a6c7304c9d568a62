import type { CallToolResult, MCPClient } from '@ai-sdk/mcp'
import type { LeftOutReason } from '#lib/contracts/agents/mcp-server.ts'
import type { ProxySettings } from '#lib/env.ts'
import { explainFailure, isConnectionFailure, wasNotSent } from './explain-failure.ts'
import type { McpServerDefinition } from './mcp-server-definition.ts'
import { type OpenedClient, openClient } from './open-client.ts'
import { type McpTool, readTools } from './tool-definition.ts'

/** A list that is older is read again beside the next turn. */
const freshMs = 60_000
/** Pause after a failure; it doubles with each further one. */
const firstPauseMs = 2_000
const longestPauseMs = 120_000
const listMs = 20_000
/** A server that says again and again that its tools changed is asked this often at most. */
const leastBetweenListsMs = 1_000
const mostPages = 20

export type ConnectionState =
  | { kind: 'ready'; tools: McpTool[] }
  | { kind: 'out'; reason: LeftOutReason; error?: string }

/** The connection to one MCP server, with its list of tools. */
export interface McpConnection {
  readonly definition: McpServerDefinition
  /** What is known now; never waits. */
  state(): ConnectionState
  /** Connects, or reads an old list again, in the background. */
  warm(): void
  /** Connects or reads the list now. Never rejects. */
  check(): Promise<ConnectionState>
  /** @throws Error if the server cannot be reached or refuses the call */
  call(name: string, input: Record<string, unknown>, signal: AbortSignal): Promise<CallToolResult>
  close(): Promise<void>
}

export function createMcpConnection(
  definition: McpServerDefinition,
  proxy: ProxySettings,
): McpConnection {
  let opened: OpenedClient | null = null
  let state: ConnectionState = { kind: 'out', reason: 'connecting' }
  let working: Promise<ConnectionState> | null = null
  let listedAt = 0
  let failures = 0
  /** When `warm` connects, or reads the list again. */
  let dueAt = 0
  let isClosed = false

  async function drop(error: unknown) {
    const old = opened
    opened = null
    failures += 1
    dueAt = performance.now() + Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1))
    state = { kind: 'out', ...explainFailure(error) }
    await old?.close().catch(() => undefined)
  }

  async function open(): Promise<OpenedClient> {
    const client: OpenedClient = await openClient(definition, proxy, {
      onToolsChanged: () => {
        dueAt = 0
        if (performance.now() - listedAt > leastBetweenListsMs) void work()
      },
      onClosed: () => {
        if (opened === client) void drop(new Error('The program ended.'))
      },
    })
    if (!isClosed) return client
    await client.close()
    throw new Error('The server was removed.')
  }

  /** Connects if needed and reads the list; one at a time. */
  function work(): Promise<ConnectionState> {
    working ??= (async () => {
      try {
        opened ??= await open()
        // Only a change that is told from here on makes the list that is asked for now an old one.
        dueAt = Number.POSITIVE_INFINITY
        const tools = await listTools(opened.client)
        state = { kind: 'ready', tools }
        listedAt = performance.now()
        dueAt = Math.min(dueAt, listedAt + freshMs)
        failures = 0
      } catch (error) {
        await drop(error)
      }
      working = null
      return state
    })()
    return working
  }

  return {
    definition,
    state: () => state,
    warm() {
      if (performance.now() >= dueAt && !isClosed) void work()
    },
    check: work,
    async call(name, input, signal) {
      const send = async () => {
        if (!opened) await work()
        if (!opened) throw new Error(`${definition.name} cannot be reached.`)
        return opened.client.callTool({ name, arguments: input, options: { signal } })
      }
      try {
        return await send()
      } catch (error) {
        if (signal.aborted || !isConnectionFailure(error)) throw error
        if (opened) await drop(error)
        if (!wasNotSent(error)) throw error
        return send()
      }
    },
    async close() {
      isClosed = true
      const old = opened
      opened = null
      await old?.close()
    },
  }
}

async function listTools(client: MCPClient): Promise<McpTool[]> {
  const found: Parameters<typeof readTools>[0] = []
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const list = await client.listTools({
      ...(cursor !== undefined && { params: { cursor } }),
      options: { timeout: listMs },
    })
    found.push(...list.tools)
    cursor = list.nextCursor
    if (cursor === undefined) break
  }
  return readTools(found)
}
