import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { text as readBody, json as readJson } from 'node:stream/consumers'
import { startProvider } from '#lib/providers/testing.ts'
import { createMcpConnection } from './mcp-connection.ts'
import type { McpServerDefinition } from './mcp-server-definition.ts'

const require = createRequire(import.meta.url)

const manifests = {
  everything: '@modelcontextprotocol/server-everything/package.json',
  filesystem: '@modelcontextprotocol/server-filesystem/package.json',
}

/** A program of one of the official servers, to be run with Node. */
export function serverProgram(name: keyof typeof manifests): string {
  return join(dirname(require.resolve(manifests[name])), 'dist', 'index.js')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The real server-everything over streamable HTTP. */
export async function startEverything(
  given?: number,
): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const port = given ?? (await freePort())
  const child = spawn(process.execPath, [serverProgram('everything'), 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const words of child.stderr) if (String(words).includes('listening')) break
  child.stderr.resume()
  return { url: `http://127.0.0.1:${port}/mcp`, port, stop: () => end(child) }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  // The server waits for open streams on other signals.
  child.kill('SIGKILL')
  await once(child, 'exit')
}

type Transport = McpServerDefinition['transport']

export const overHttp = (url: string, headers: Record<string, string> = {}): Transport => ({
  ...{ type: 'http', url, headers, isPrivateAllowed: true },
})
export const overStdio = (...args: string[]): Transport => ({
  ...{ type: 'stdio', command: process.execPath, args, env: {} },
})

export function connect(transport: Transport, more: Partial<McpServerDefinition> = {}) {
  const definition = { id: 'id', name: 'Server', approval: 'never' as const, oauth: null }
  const proxy = { http: undefined, https: undefined, except: '' }
  return createMcpConnection({ ...definition, transport, ...more }, proxy)
}

/** A server that answers as a test says. */
export interface FakeServer {
  tools: object[]
  /** Says that the tools changed while it lists them. */
  changesInList?: boolean
  /** The result of a call; it may never come. */
  call: (params: { name: string; arguments: unknown }) => unknown
  /** Whether a request may pass; otherwise it is answered with 401. */
  admit?: (request: IncomingMessage) => boolean
  /** Other paths, with what they answer to a body. */
  routes?: Record<string, (body: string) => { status?: number; body: object }>
}

const toolsChanged = JSON.stringify({
  jsonrpc: '2.0',
  method: 'notifications/tools/list_changed',
})

export async function startFake(fake: FakeServer) {
  const streams = new Set<ServerResponse>()
  const listening = Promise.withResolvers<void>()
  const requests: { method: string; headers: IncomingMessage['headers'] }[] = []
  const server = await startProvider(async (request, response) => {
    const route = fake.routes?.[new URL(request.url ?? '', 'http://x').pathname]
    if (route) {
      const { status = 200, body } = route(await readBody(request))
      const type = { 'content-type': 'application/json' }
      return response.writeHead(status, type).end(JSON.stringify(body))
    }
    const message =
      request.method === 'POST'
        ? ((await readJson(request)) as { id?: number; method: string; params: never })
        : null
    requests.push({ method: message?.method ?? request.method ?? '', headers: request.headers })
    if (fake.admit && !fake.admit(request))
      return response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      streams.add(response)
      return listening.resolve()
    }
    if (message?.id === undefined) return response.writeHead(202).end()
    const result = await answerOf(fake, message)
    const isError = result === undefined
    const answer = JSON.stringify({
      ...{ jsonrpc: '2.0', id: message.id },
      ...(isError ? { error: { code: -32_601, message: 'Unknown.' } } : { result }),
    })
    if (fake.changesInList && message.method === 'tools/list')
      response
        .writeHead(200, { 'content-type': 'text/event-stream' })
        .end(`data: ${toolsChanged}\n\ndata: ${answer}\n\n`)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  })
  return {
    ...server,
    mcpUrl: `${server.url}/mcp`,
    requests,
    /** Tells the client that the tools changed, once it listens. */
    async tellChange() {
      await listening.promise
      for (const stream of streams) stream.write(`data: ${toolsChanged}\n\n`)
    },
  }
}

function answerOf(fake: FakeServer, { method, params }: { method: string; params: never }) {
  if (method === 'initialize')
    return {
      protocolVersion: '2025-06-18',
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'fake', version: '1' },
    }
  if (method === 'tools/list') return { tools: fake.tools }
  return method === 'tools/call' ? fake.call(params) : undefined
}

export const fakeTool = (name: string, more: object = {}) => ({
  ...{ name, description: `Does ${name}.`, inputSchema: { type: 'object', properties: {} } },
  ...more,
})
