import { execFile } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeListener } from '../http/node-listener.ts'
import { completionsRoute } from '../openai/routes.ts'
import type { Services } from '../services.ts'
import { listRoutes, post, signUp, startTestServices } from '../testing.ts'

const run = promisify(execFile)
const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' }

let services: Services
let stop: () => Promise<void>
let provider: Server
let lumos: Server

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  const cookie = await signUp(account)
  provider = createServer(async (request, response) => {
    await json(request)
    response.setHeader('content-type', 'text/event-stream')
    const chunk = { choices: [{ index: 0, delta: { content: 'Hi there' }, finish_reason: 'stop' }] }
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
  })
  const baseUrl = `${await listen(provider)}/v1`
  await post('/api/providers', { cookie, body: { name: 'words', baseUrl } })
  await post('/api/agents', { cookie, body: { name: 'My Agent', model: 'words/small' } })
  lumos = await serveRoutes()
  await listen(lumos)
}, 60_000)
afterAll(async () => {
  for (const server of [lumos, provider]) {
    server.closeAllConnections()
    server.close()
  }
  await stop()
})

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return addressOf(server)
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** A server with the handlers of all routes. */
async function serveRoutes(): Promise<Server> {
  const routes = await listRoutes()
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://lumos.test')
    if (pathname === '/v1/chat/completions') {
      nodeListener(completionsRoute)(request, response)
      return
    }
    for (const { pattern, method, handler } of routes) {
      const source = pattern.replaceAll(/\[(\.\.\.)?(\w+)\]/g, (_, rest, name) =>
        rest ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
      )
      const match = new RegExp(`^${source}$`).exec(pathname)
      if (method !== request.method || !match) continue
      const answer: typeof handler.answer = async (asked) => {
        const answered = await handler.answer(asked, match.groups)
        // A listener of one route sends one value of each header.
        if (answered instanceof Response) {
          response.setHeader('set-cookie', answered.headers.getSetCookie())
          answered.headers.delete('set-cookie')
        }
        return answered
      }
      nodeListener({ answer })(request, response)
      return
    }
    response.writeHead(404).end()
  })
}

async function runExample(program: string, file: string): Promise<string> {
  const env = {
    ...process.env,
    LUMOS_URL: addressOf(lumos),
    LUMOS_EMAIL: account.email,
    LUMOS_PASSWORD: account.password,
    LUMOS_AGENT: 'my-agent',
  }
  return (await run(program, [`docs/examples/${file}`], { env })).stdout
}

async function isInstalled(program: string): Promise<boolean> {
  const found = await run(program, ['--version']).catch(() => null)
  return found !== null
}

const printed = 'at once: Hi there\nstreamed: Hi there\nchat: Hi there\n'
const keysLeft = () => services.database.prisma.apikey.count()

test('the examples sign in, make a key, ask in every way and revoke the key', {
  timeout: 120_000,
}, async () => {
  expect(await runExample(process.execPath, 'ask.ts')).toBe(printed)
  expect(await keysLeft()).toBe(0)
  // These programs belong to the machine; where they are missing, TypeScript's example stands alone.
  if (await isInstalled('python3')) {
    expect((await runExample('python3', 'ask.py')).replaceAll('\r\n', '\n')).toBe(printed)
    expect(await keysLeft()).toBe(0)
  }
  if (await isInstalled('curl')) {
    const [, atOnce = '', streamed = '', chat = ''] = (await runExample('sh', 'ask.sh')).split(
      '== ',
    )
    expect(atOnce).toContain('"content":"Hi there"')
    expect(streamed).toContain('data: [DONE]')
    expect(chat).toContain('"delta":"Hi there"')
    expect(await keysLeft()).toBe(0)
  }
})
