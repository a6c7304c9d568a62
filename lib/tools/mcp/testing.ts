import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer as createNetServer } from 'node:net'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The program of server-everything. */
export function everythingProgram(): string {
  const manifest = require.resolve('@modelcontextprotocol/server-everything/package.json')
  return join(dirname(manifest), 'dist', 'index.js')
}

export async function freePort(): Promise<number> {
  const server = createNetServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** The real server-everything over streamable HTTP. */
export async function startEverything(): Promise<{ url: string; stop(): Promise<void> }> {
  const port = await freePort()
  const child = spawn(process.execPath, [everythingProgram(), 'streamableHttp'], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const words of child.stderr) if (String(words).includes('listening')) break
  child.stderr.resume()
  return { url: `http://127.0.0.1:${port}/mcp`, stop: () => end(child) }
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null) return
  child.kill()
  await once(child, 'exit')
}

/** A server of this process that answers each JSON-RPC method with a function. */
export async function startMcpServer(
  methods: Record<string, (params: Record<string, unknown>) => unknown>,
): Promise<{
  url: string
  calls: string[]
  headers: Record<string, unknown>[]
  stop(): Promise<void>
}> {
  const calls: string[] = []
  const headers: Record<string, unknown>[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method !== 'POST') return void response.writeHead(405).end()
    let text = ''
    for await (const chunk of request) text += chunk
    const { id, method, params = {} } = JSON.parse(text)
    calls.push(method)
    headers.push(request.headers)
    if (id === undefined) return void response.writeHead(202).end()
    const send = (body: object) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ jsonrpc: '2.0', id, ...body }))
    }
    const handler = { ...handshake, ...methods }[method as string]
    if (!handler) return send({ error: { code: -32601, message: 'Method not found' } })
    send({ result: await (handler as (params: object) => unknown)(params) })
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    calls,
    headers,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const handshake = {
  initialize: () => ({
    protocolVersion: '2025-06-18',
    capabilities: { tools: { listChanged: true } },
    serverInfo: { name: 'test', version: '1' },
  }),
}
