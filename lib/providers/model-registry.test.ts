import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import {
  createModelRegistry,
  type ModelRegistry,
  type ProviderDefinition,
} from './model-registry.ts'
import { collect, hello, startProvider, textOfEvents } from './testing.ts'

const deadlines = deadlineSettingsSchema.parse({})
const never = new AbortController().signal
const keys: (string | undefined)[] = []
let waiting: ServerResponse[] = []
let server: Awaited<ReturnType<typeof startProvider>>
let models: ModelRegistry

beforeEach(async () => {
  keys.length = 0
  waiting = []
  server = await startProvider((request, response) => {
    keys.push(request.headers.authorization)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"choices":[{"delta":{"content":"Hello"}}]}\n\n')
    waiting.push(response)
  })
  models = createModelRegistry()
})
afterEach(async () => {
  await models.close()
  await server.close()
})

const definition = (more: Partial<ProviderDefinition> = {}): ProviderDefinition => ({
  slug: 'a',
  kind: 'openai-compatible',
  baseUrl: server.url,
  apiKey: 'one',
  headers: {},
  isPrivateAllowed: true,
  ...more,
})

async function startAnswer() {
  const { modelName, streamModel } = models.resolve('a/b/c:d', deadlines)
  expect(modelName).toBe('b/c:d')
  const events = streamModel(hello(modelName), never)[Symbol.asyncIterator]()
  expect((await events.next()).value).toMatchObject({ type: 'connected' })
  expect((await events.next()).value).toEqual({ type: 'text-delta', delta: 'Hello' })
  return events
}

test('an unknown provider or a name without a slash is model-not-found', () => {
  models.setProviders([definition()])
  for (const id of ['x/y', 'a', 'a/', '/a', '']) {
    expect(() => models.resolve(id, deadlines)).toThrow(
      expect.objectContaining({ code: 'model-not-found', status: 404 }),
    )
  }
})

test('a changed provider is used from the next answer on; a running one goes on', async () => {
  models.setProviders([definition()])
  const running = await startAnswer()
  models.setProviders([definition({ apiKey: 'two' })])
  const next = await startAnswer()
  for (const response of waiting) response.end('data: [DONE]\n\n')
  expect((await running.next()).value).toMatchObject({ type: 'finish', reason: 'stop' })
  expect((await next.next()).value).toMatchObject({ type: 'finish', reason: 'stop' })
  expect(keys).toEqual(['Bearer one', 'Bearer two'])
})

test('a removed provider is gone; a running answer goes on', async () => {
  models.setProviders([definition()])
  const running = await startAnswer()
  models.setProviders([])
  expect(() => models.resolve('a/b', deadlines)).toThrow()
  waiting[0]?.end('data: [DONE]\n\n')
  expect((await running.next()).value).toMatchObject({ type: 'finish' })
})

test('an unchanged provider keeps its connections', () => {
  models.setProviders([definition(), definition({ slug: 'b' })])
  const before = models.connection('a')
  models.setProviders([definition(), definition({ slug: 'b', apiKey: 'new' })])
  expect(models.connection('a')).toBe(before)
})

test('private addresses are refused where they are not allowed', async () => {
  models.setProviders([definition({ isPrivateAllowed: false })])
  const { streamModel } = models.resolve('a/b', deadlines)
  expect(await collect(streamModel(hello('b'), never))).toMatchObject([
    { type: 'error', failure: { code: 'address-refused', retryable: false } },
  ])
  expect(keys).toEqual([])
})

test('closing ends running answers with an error', async () => {
  models.setProviders([definition()])
  const running = await startAnswer()
  const closed = once(waiting[0] as ServerResponse, 'close')
  await models.close()
  expect((await running.next()).value).toMatchObject({ type: 'error' })
  await closed
})

test('a provider that nobody serves is refused, and one that comes back is reached', async () => {
  models.setProviders([definition()])
  await server.close()
  const { streamModel } = models.resolve('a/b', deadlines)
  expect(await collect(streamModel(hello('b'), never))).toMatchObject([
    { type: 'error', failure: { code: 'provider-refused-connection', retryable: true } },
  ])
  const port = Number(new URL(server.url).port)
  const again = await startProvider((_, response) => {
    response.end('data: {"choices":[{"delta":{"content":"Back"}}]}\n\ndata: [DONE]\n\n')
  }, port)
  expect(textOfEvents(await collect(streamModel(hello('b'), never)))).toBe('Back')
  await again.close()
})
