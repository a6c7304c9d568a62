import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { call, post } from '../testing.ts'
import { prewarm } from './prewarm.ts'
import { ask, cookie, framesOf, services, setUpTurns, timingOf } from './testing.ts'

setUpTurns()

interface Asked {
  max_tokens?: number
  max_completion_tokens?: number
  messages: { role: string; content: string }[]
}
/** The requests of a local server, in their order. */
const asked: Asked[] = []
let owner = 'llamacpp'
/** Holds prompts that are sent ahead back until it resolves. */
let held: Promise<void> = Promise.resolve()
const givenUp: string[] = []
let provider: Awaited<ReturnType<typeof startProvider>>

const isAhead = ({ max_tokens, max_completion_tokens }: Asked) =>
  (max_tokens ?? max_completion_tokens) === 1
const ahead = () => asked.filter(isAhead)

beforeAll(async () => {
  provider = await startProvider(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    if (!request.url?.endsWith('/chat/completions')) {
      response.setHeader('content-type', 'application/json')
      return void response.end(`{"data":[{"id":"model","owned_by":"${owner}"}]}`)
    }
    const body: Asked = JSON.parse(text)
    asked.push(body)
    response.once('close', () => {
      if (!response.writableFinished) givenUp.push(body.messages.at(-1)?.content ?? '')
    })
    if (isAhead(body)) await held
    const choices = [{ index: 0, delta: { content: 'Yes.' }, finish_reason: 'stop' }]
    const usage = { prompt_tokens: 2_000, prompt_tokens_details: { cached_tokens: 1_900 } }
    response.setHeader('content-type', 'text/event-stream')
    response.end(`data: ${JSON.stringify({ choices, usage })}\n\ndata: [DONE]\n\n`)
  })
})
afterAll(() => provider.close())
beforeEach(() => {
  asked.length = 0
  givenUp.length = 0
  owner = 'llamacpp'
  held = Promise.resolve()
})

const me = async () => {
  const { id, memory } = await services.database.prisma.user.findFirstOrThrow()
  return { id, memory }
}

/** An agent of a new provider, with a chat of one long turn. */
async function createChat(draft: object = { prefill: true }, apiKey?: string) {
  const name = `P ${crypto.randomUUID().slice(0, 8)}`
  const given = { name, baseUrl: `${provider.url}/v1`, ...(apiKey && { apiKey }) }
  const { slug } = await (await post('/api/providers', { cookie, body: given })).json()
  const agent = { name: 'Agent', model: `${slug}/model`, draft }
  const { id: agentId } = await (await post('/api/agents', { cookie, body: agent })).json()
  const chatId = crypto.randomUUID()
  await send(chatId, agentId, `Read this: ${'and so on '.repeat(800)}`)
  asked.length = 0
  return { agentId, chatId }
}

async function send(chatId: string, agentId: string, text: string) {
  const timing = timingOf(framesOf(await (await ask(chatId, agentId, text)).text()))
  await services.background.settled()
  return timing
}

test('the prompt of a long chat is sent ahead once, with one token asked for, and the turn begins as it does', async () => {
  const { agentId, chatId } = await createChat()
  for (const draft of ['', 'And', 'And now'])
    await prewarm(services, await me(), { agentId, chatId, draft })
  expect(ahead()).toHaveLength(1)
  const timing = await send(chatId, agentId, 'And now?')
  const turn = asked.findLast((request) => !isAhead(request))
  expect(turn?.messages.slice(0, -1)).toEqual(ahead()[0]?.messages.slice(0, -1))
  expect(timing.prefill).toEqual({ tokens: 2_000, cachedTokens: 1_900 })
  const trace = await (await call('GET', `/api/turns/${timing.turnId}`, { cookie })).json()
  expect(trace.prefill).toEqual(timing.prefill)
  expect((await send(chatId, agentId, 'And then?')).prefill).toBeUndefined()
})

test('nothing is sent ahead unless the admin wants it, for short chats, or for chats of others', async () => {
  const off = await createChat({})
  await prewarm(services, await me(), { ...off, draft: '' })
  const { agentId, chatId } = await createChat()
  const short = crypto.randomUUID()
  await send(short, agentId, 'Hello')
  asked.length = 0
  await prewarm(services, await me(), { agentId, chatId: short })
  await prewarm(services, { id: 'somebody', memory: true }, { agentId, chatId })
  expect(asked).toEqual([])
})

test('a provider that charges gets a prompt ahead only if the admin accepts the cost', async () => {
  owner = 'a-vendor'
  const hosted = await createChat()
  await prewarm(services, await me(), hosted)
  expect(asked).toEqual([])
  const accepted = await createChat({ prefill: true, prefillPaid: true }, 'sk-a-key-that-costs')
  await prewarm(services, await me(), accepted)
  expect(ahead()).toHaveLength(1)
})

test('a message ends what is still read ahead, and another chat takes its place', async () => {
  const one = await createChat()
  const two = await createChat()
  const { promise, resolve } = Promise.withResolvers<void>()
  held = promise
  const first = prewarm(services, await me(), { ...one, draft: 'one' })
  await expect.poll(() => ahead().length).toBe(1)
  const second = prewarm(services, await me(), { ...two, draft: 'two' })
  await expect.poll(() => ahead().length).toBe(2)
  await first
  expect(givenUp).toEqual(['one'])
  expect((await send(two.chatId, two.agentId, 'Now!')).prefill).toBeUndefined()
  await second
  expect(givenUp).toEqual(['one', 'two'])
  resolve()
})

test('what is not available is refused by name', async () => {
  const { agentId } = await createChat({})
  const body = { draft: { speculate: true } }
  const response = await call('PATCH', `/api/agents/${agentId}`, { cookie, body })
  expect(response.status).toBe(400)
  expect((await response.json()).error.field).toBe('draft.speculate')
})
