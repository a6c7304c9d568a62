import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { post } from '../testing.ts'
import { prewarm } from './prewarm.ts'
import { ask, cookie, framesOf, services, setUpTurns, textOfFrames } from './testing.ts'

setUpTurns()

interface Asked {
  line: string
  body: string
  /** The client's port, which identifies its connection. */
  port: number | undefined
}
const asked: Asked[] = []
let isOllama = false
let listBytes = 0
/** Delays answers to this provider until it resolves. */
let held: Promise<void> = Promise.resolve()
let provider: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push({
      line: `${request.method} ${request.url}`,
      body,
      port: request.socket.remotePort,
    })
    if (request.url?.endsWith('/chat/completions')) {
      if (body.includes('Wait.')) await held
      response.setHeader('content-type', 'text/event-stream')
      response.end(
        'data: {"choices":[{"index":0,"delta":{"content":"Hi."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n',
      )
    } else {
      const isKnown = request.url?.startsWith('/v1/models') || isOllama
      response.statusCode = isKnown ? 200 : 404
      response.setHeader('content-type', 'application/json')
      response.end(`{"version":"0.12.0","data":[],"filler":"${'x'.repeat(listBytes)}"}`)
    }
  })
})
afterAll(() => provider.close())
beforeEach(() => {
  asked.length = 0
  isOllama = false
  listBytes = 0
})

async function createAgent(fields: { apiKey?: string; routing?: boolean } = {}) {
  const { apiKey, routing } = fields
  const name = `P ${crypto.randomUUID().slice(0, 8)}`
  const body = { name, baseUrl: `${provider.url}/v1`, ...(apiKey && { apiKey }) }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const models = { fastModel: `${slug}/fast`, deepModel: `${slug}/deep` }
  const agent = { name: 'Agent', model: `${slug}/model`, ...(routing && { routing: models }) }
  const { id } = await (await post('/api/agents', { cookie, body: agent })).json()
  return id as string
}

const me = async () => {
  const { id, memory } = await services.database.prisma.user.findFirstOrThrow()
  return { id, memory }
}
const lines = () => asked.map(({ line }) => line)

test('the first message takes the connection that was opened while it was typed', async () => {
  const agentId = await createAgent({ apiKey: 'sk-a-key-that-costs' })
  await prewarm(services, await me(), { agentId, draft: 'Hel' })
  await prewarm(services, await me(), { agentId, draft: 'Hello' })
  expect(lines()).toEqual(['GET /v1/models'])
  const response = await ask(crypto.randomUUID(), agentId, 'Hello')
  expect(textOfFrames(framesOf(await response.text()))).toBe('Hi.')
  const chat = asked.find(({ line }) => line === 'POST /v1/chat/completions')
  expect(chat?.port).toBe(asked[0]?.port)
  await services.background.settled()
})

test('while another answer holds the connection a second one is opened for the next message', async () => {
  const agentId = await createAgent({ apiKey: 'sk-a-key-that-costs' })
  const { promise, resolve } = Promise.withResolvers<void>()
  held = promise
  await prewarm(services, await me(), { agentId })
  const first = await ask(crypto.randomUUID(), agentId, 'Wait.')
  await expect.poll(() => lines().filter((line) => line.includes('completions'))).toHaveLength(1)
  await prewarm(services, await me(), { agentId, draft: 'Hel' })
  await prewarm(services, await me(), { agentId, draft: 'Hello' })
  await (await ask(crypto.randomUUID(), agentId, 'Hello')).text()
  const [opened, holding, reopened, second] = asked.map(({ port }) => port)
  expect(holding).toBe(opened)
  expect(reopened).not.toBe(holding)
  expect(second).toBe(reopened)
  resolve()
  await first.text()
  await services.background.settled()
})

test('a long list of models is read once, a connection opened with less from then on', async () => {
  listBytes = 100_000
  const agentId = await createAgent({ apiKey: 'sk-a-key-that-costs' })
  const { promise, resolve } = Promise.withResolvers<void>()
  held = promise
  await prewarm(services, await me(), { agentId })
  const response = await ask(crypto.randomUUID(), agentId, 'Wait.')
  await expect.poll(() => lines().filter((line) => line.includes('completions'))).toHaveLength(1)
  await prewarm(services, await me(), { agentId })
  expect(lines().filter((line) => line.startsWith('GET'))).toEqual([
    'GET /v1/models',
    'GET /v1/models/model',
  ])
  resolve()
  await response.text()
  await services.background.settled()
})

test('Ollama loads the model, once, and nobody else is asked to', async () => {
  isOllama = true
  const agentId = await createAgent()
  for (const draft of ['H', 'He']) await prewarm(services, await me(), { agentId, draft })
  const loads = asked.filter(({ line }) => line === 'POST /api/generate')
  expect(loads.map(({ body }) => JSON.parse(body))).toEqual([{ model: 'model', stream: false }])

  isOllama = false
  const routed = await createAgent({ routing: true })
  asked.length = 0
  await prewarm(services, await me(), { agentId: routed })
  await prewarm(services, await me(), { agentId: routed })
  expect(lines().sort()).toEqual(['GET /api/version', 'GET /v1/models'])
})

test('prewarming costs nothing: no model is asked, and a provider that is gone harms nobody', async () => {
  const agentId = await createAgent({ apiKey: 'sk-a-key-that-costs' })
  const response = await post('/api/prewarm', { cookie, body: { agentId, draft: 'Hello' } })
  expect(response.status).toBe(204)
  const unknown = { agentId: 'nobody', chatId: crypto.randomUUID() }
  expect((await post('/api/prewarm', { cookie, body: unknown })).status).toBe(204)
  const body = { name: 'Gone', baseUrl: 'http://127.0.0.1:9/v1' }
  const { slug } = await (await post('/api/providers', { cookie, body })).json()
  const agent = { name: 'Agent', model: `${slug}/model` }
  const { id } = await (await post('/api/agents', { cookie, body: agent })).json()
  await prewarm(services, await me(), { agentId: id, chatId: crypto.randomUUID() })
  await prewarm(services, await me(), { agentId: id, chatId: crypto.randomUUID() })
  expect(lines().some((line) => line.includes('completions'))).toBe(false)
})
