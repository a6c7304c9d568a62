import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Services } from '../services.ts'
import { call, post, signUp, startTestServices, testOrigin } from '../testing.ts'
import { completionSchema } from './answers.ts'
import { preflight } from './openai-route.ts'
import { completionsRoute, modelRoute, modelsRoute } from './routes.ts'

type Body = Record<string, unknown>

let services: Services
let stop: () => Promise<void>
let provider: Server
let cookie: string
let key: string
/** The requests that the provider received, latest last. */
let asked: Body[] = []
/** The provider's next response: chunks, or a status with a body. */
let next: { status?: number; body?: object; chunks?: object[]; isSilent?: boolean } = {}

const chunk = (delta: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason: finish }],
})
const hello = [chunk({ content: 'Hel' }), chunk({ content: 'lo' }), chunk({}, 'stop')]
const usage = { choices: [], usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 } }

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  provider = createServer(async (request, response) => {
    asked.push((await json(request)) as Body)
    const { status = 200, body, chunks = [...hello, usage], isSilent } = next
    if (isSilent) return response.writeHead(status).flushHeaders()
    if (body) return response.writeHead(status).end(JSON.stringify(body))
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const each of chunks) response.write(`data: ${JSON.stringify(each)}\n\n`)
    response.end('data: [DONE]\n\n')
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const { port } = provider.address() as AddressInfo
  const added = { name: 'words', baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-provider' }
  await post('/api/providers', { cookie, body: added })
  const agent = { name: 'My Agent', model: 'words/small', instructions: 'Be brief.' }
  await post('/api/agents', { cookie, body: agent })
  key = await makeKey(['agents', 'models'])
})
beforeEach(() => {
  asked = []
  next = {}
})
afterAll(async () => {
  provider.closeAllConnections()
  provider.close()
  await stop()
})

async function makeKey(scopes: string[]): Promise<string> {
  const made = await post('/api/keys', { cookie, body: { name: 'k', scopes } })
  return (await made.json()).key
}

interface Call {
  body?: object
  raw?: string
  token?: string
  headers?: Record<string, string>
}

function ask({ body, raw, token = key, headers }: Call = {}): Promise<Response> {
  const request = new Request(`${testOrigin}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: raw ?? JSON.stringify(body),
  })
  return completionsRoute(request, { params: Promise.resolve(undefined) })
}

const question = { model: 'my-agent', messages: [{ role: 'user', content: 'Hi' }] }

async function chunksOf(response: Response): Promise<Body[]> {
  const text = await response.text()
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  return text
    .split('\n\n')
    .filter((frame) => frame.startsWith('data: {'))
    .map((frame) => JSON.parse(frame.slice(6)))
}

test('an agent answers in one piece, with its instructions, usage and figures', async () => {
  const response = await ask({ body: question })
  expect(response.status).toBe(200)
  expect(response.headers.get('x-request-id')).toBeTruthy()
  const answer = await response.json()
  // Parsing would drop fields that the document does not describe.
  expect(completionSchema.parse(answer)).toEqual(answer)
  expect(answer).toMatchObject({
    object: 'chat.completion',
    model: 'my-agent',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
    lumos: { model: 'words/small', ttfbMs: expect.any(Number), turnId: expect.any(String) },
  })
  expect(asked[0]?.messages).toEqual([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi' },
  ])
})

test('a stream has the role first, one finish reason, and usage where it is asked for', async () => {
  const plain = await chunksOf(await ask({ body: { ...question, stream: true } }))
  expect(plain[0]).toMatchObject({ choices: [{ delta: { role: 'assistant' } }] })
  expect(plain.at(-1)).toMatchObject({ choices: [{ finish_reason: 'stop' }], lumos: {} })
  expect(plain.some((each) => 'usage' in each)).toBe(false)
  expect(new Set(plain.map(({ id }) => id)).size).toBe(1)
  const options = { stream: true, stream_options: { include_usage: true } }
  const counted = await chunksOf(await ask({ body: { ...question, ...options } }))
  expect(counted.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 9 }, lumos: {} })
})

test("the client's tools are passed on, and their calls end the answer", async () => {
  const call = { index: 0, id: 'c1', function: { name: 'weather', arguments: '{"city":"東京"}' } }
  next = { chunks: [chunk({ tool_calls: [call] }), chunk({}, 'tool_calls')] }
  const parameters = { type: 'object', properties: { city: { type: 'string' } } }
  const tools = [{ type: 'function', function: { name: 'weather', description: 'x', parameters } }]
  const response = await ask({ body: { ...question, tools, tool_choice: 'required' } })
  expect((await response.json()).choices[0]).toMatchObject({
    finish_reason: 'tool_calls',
    message: {
      content: null,
      tool_calls: [
        { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"city":"東京"}' } },
      ],
    },
  })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ tools, tool_choice: 'required' })
  next = {}
  const calls = [{ id: 'c1', type: 'function', function: { name: 'weather', arguments: '{}' } }]
  const more = [
    ...question.messages,
    { role: 'assistant', content: null, tool_calls: calls },
    { role: 'tool', tool_call_id: 'c1', content: 'sunny' },
  ]
  await ask({ body: { ...question, messages: more, tools } })
  expect(asked[1]?.messages).toMatchObject([{}, {}, { tool_calls: calls }, { content: 'sunny' }])
})

test('pictures and parameters reach the provider as they came', async () => {
  const url = 'data:image/png;base64,iVBORw0KGgo='
  const content = [
    { type: 'text', text: 'see' },
    { type: 'image_url', image_url: { url } },
  ]
  const format = { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } }
  const more = { seed: 7, stop: ['X'], top_p: 0.5, temperature: 0.25, max_tokens: 12 }
  await ask({
    body: {
      model: 'words/small',
      messages: [{ role: 'user', content }],
      response_format: format,
      ...more,
    },
  })
  expect(asked[0]).toMatchObject({ ...more, response_format: format, model: 'small' })
  expect(asked[0]?.messages).toEqual([{ role: 'user', content }])
})

test.each<[string, object | string, string | null]>([
  ['broken JSON', '{"model":', null],
  ['no messages', { model: 'my-agent' }, 'messages'],
  ['no message', { model: 'my-agent', messages: [] }, 'messages'],
  ['an unknown role', { ...question, messages: [{ role: 'wizard', content: 'x' }] }, null],
  ['a wrong temperature', { ...question, temperature: 'hot' }, 'temperature'],
  ['several answers', { ...question, n: 3 }, 'n'],
  ['an unknown parameter', { ...question, colour: 'red' }, 'colour'],
])('%s is 400 in the shape of OpenAI', async (_name, body, param) => {
  const response = await ask(typeof body === 'string' ? { raw: body } : { body })
  expect(response.status).toBe(400)
  const { error } = await response.json()
  expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) })
  if (param) expect(error.param).toBe(param)
  expect(asked).toEqual([])
})

test('a failure of the provider has a status, and no key in its words', async () => {
  next = { status: 401, body: { error: { message: 'wrong key sk-provider' } } }
  const response = await ask({ body: { ...question, stream: true } })
  expect(response.status).toBe(502)
  const text = await response.text()
  expect(JSON.parse(text).error).toMatchObject({ type: 'server_error' })
  expect(text).not.toContain('sk-provider')
})

test('a model that says nothing until the deadline of its agent is 504', async () => {
  const agent = { name: 'Hasty', model: 'words/small', deadlines: { firstTokenMs: 50 } }
  const { id } = await (await post('/api/agents', { cookie, body: agent })).json()
  next = { isSilent: true }
  const response = await ask({ body: { ...question, model: 'hasty' } })
  expect(response.status).toBe(504)
  expect((await response.json()).error.code).toBe('deadline_first_token')
  await call('DELETE', `/api/agents/${id}`, { cookie })
})

test('what a key may not do is 401, 403 or 404', async () => {
  const wrong = await ask({ body: question, token: 'lum_wrong' })
  expect([wrong.status, (await wrong.json()).error.code]).toEqual([401, 'invalid_api_key'])
  const agentsOnly = await makeKey(['agents'])
  const direct = { ...question, model: 'words/small' }
  expect((await ask({ body: direct, token: agentsOnly })).status).toBe(403)
  const memoryOnly = await makeKey(['memory'])
  expect((await ask({ body: question, token: memoryOnly })).status).toBe(403)
  const unknown = await ask({ body: { ...question, model: 'no-such' } })
  expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, 'model_not_found'])
  const withCookie = new Request(`${testOrigin}/v1/models`, { headers: { cookie } })
  const context = { params: Promise.resolve(undefined) }
  expect((await modelsRoute(withCookie, context)).status).toBe(401)
})

test('models are listed by scope', async () => {
  const list = async (token: string) => {
    const request = new Request(`${testOrigin}/v1/models`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const response = await modelsRoute(request, { params: Promise.resolve(undefined) })
    return (await response.json()).data.map(({ id }: { id: string }) => id)
  }
  expect(await list(await makeKey(['agents']))).toEqual(['my-agent'])
  const one = new Request(`${testOrigin}/v1/models/my-agent`, {
    headers: { authorization: `Bearer ${key}` },
  })
  const found = await modelRoute(one, { params: Promise.resolve({ id: ['my-agent'] }) })
  expect(await found.json()).toMatchObject({ id: 'my-agent', object: 'model' })
})

test('other origins are allowed only where an admin listed them', async () => {
  const from = (origin: string) =>
    preflight(new Request(`${testOrigin}/v1/models`, { method: 'OPTIONS', headers: { origin } }), {
      params: Promise.resolve(undefined),
    })
  const allowed = async (origin: string) =>
    (await from(origin)).headers.get('access-control-allow-origin')
  expect(await allowed('https://app.example')).toBeNull()
  await services.settings.update({ corsOrigins: ['https://app.example'] })
  expect(await allowed('https://app.example')).toBe('https://app.example')
  expect(await allowed('https://evil.example')).toBeNull()
})

test('memories of the key’s user are used unless a header switches them off', async () => {
  const agent = { name: 'Remembers', model: 'words/small', memory: { enabled: true, limit: 3 } }
  await post('/api/agents', { cookie, body: agent })
  await post('/api/memories', { cookie, body: { text: 'My cat is called Quillwort.' } })
  const body = {
    model: 'remembers',
    messages: [{ role: 'user', content: 'What is my cat called?' }],
  }
  await ask({ body })
  await ask({ body, headers: { 'x-lumos-memory': 'off' } })
  const prompts = asked.map(({ messages }) => JSON.stringify(messages).includes('Quillwort'))
  expect(prompts).toEqual([true, false])
})

test('turns are traced without a chat', async () => {
  const { lumos } = await (await ask({ body: question })).json()
  await services.background.settled()
  const row = await services.database.prisma.turn.findUniqueOrThrow({ where: { id: lumos.turnId } })
  expect(row).toMatchObject({
    chatId: null,
    outcome: 'complete',
    model: 'words/small',
    outputTokens: 2,
  })
})

test('completions are counted until they end, fail or are left, so that a shutdown can wait', async () => {
  const { draining } = services
  const streamed = await ask({ body: { ...question, stream: true } })
  expect(draining.admitted()).toBe(1)
  await streamed.text()
  expect(draining.admitted()).toBe(0)
  await (await ask({ body: question })).json()
  next = { status: 400, body: { error: { message: 'No.' } } }
  for (const stream of [true, false])
    expect((await ask({ body: { ...question, stream } })).ok).toBe(false)
  next = {}
  await (await ask({ body: { ...question, stream: true } })).body?.cancel()
  expect(draining.admitted()).toBe(0)
})
