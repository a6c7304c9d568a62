import type { RequestListener } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { ProviderConnection } from '../network/connection.ts'
import { canaryKey, connectTo, leaksOf, startProvider } from '../testing.ts'
import { checkProvider } from './check-provider.ts'
import { discoverLocalServers } from './discover-local.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

async function serve(answer: RequestListener) {
  const server = await startProvider(answer)
  closers.push(server.close)
  return server.url
}

async function check(
  answer: RequestListener,
  {
    path = '/v1',
    deadlineMs = 5_000,
    ...more
  }: Partial<ProviderConnection> & {
    path?: string
    deadlineMs?: number
  } = {},
) {
  const connection = connectTo((await serve(answer)) + path, more)
  closers.push(() => connection.dispatcher.destroy())
  const { listed: _, ...result } = await checkProvider(connection, deadlineMs)
  expect(leaksOf(result)).toEqual([])
  return result
}

const json =
  (value: unknown, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))

test.each([
  ['OpenAI', { object: 'list', data: [{ id: 'a' }, { id: 'b/c:d' }, { id: 'a' }] }],
  ['Ollama', { models: [{ name: 'a' }, { name: 'b/c:d' }] }],
  [
    'Cloudflare',
    {
      success: true,
      result: [
        { id: '0f6c', name: '@cf/a' },
        { id: '1', name: '@cf/b' },
      ],
    },
    ['@cf/a', '@cf/b'],
  ],
  ['items with `model`', { data: [{ model: 'a' }, { model: 'b/c:d' }] }],
  ['a list one level deeper', { data: { models: [{ id: 'a' }, { id: 'b/c:d' }] } }],
  ['a map by id', { models: { a: { size: 1 }, 'b/c:d': { size: 2 } } }],
  ['vLLM with a path', { data: [{ id: 'models/tiny-a' }] }, ['models/tiny-a']],
  ['Together', [{ id: 'a' }, { id: 'b/c:d' }, {}, null, { id: 7 }]],
])('the models of a list like that of %s are read', async (_, list, models = ['a', 'b/c:d']) => {
  const result = await check(json(list))
  expect(result).toEqual({ ok: true, models, connectMs: expect.any(Number) })
})

test('Gemini’s own prefix is taken off', async () => {
  const list = { models: [{ name: 'models/a' }, { name: 'models/b/c:d' }] }
  const result = await check(json(list), { kind: 'google' })
  expect(result.models).toEqual(['a', 'b/c:d'])
})

test('a list of several pages is read whole', async () => {
  const pages = [
    { data: [{ id: 'a' }], has_more: true, last_id: 'a' },
    { data: [{ id: 'b' }], has_more: false },
  ]
  const result = await check((request, response) =>
    response.end(JSON.stringify(pages[request.url?.includes('after=a') ? 1 : 0])),
  )
  expect(result.models).toEqual(['a', 'b'])
})

test('a list whose entries have no names is none', async () => {
  expect((await check(json({ data: [{ size: 7 }] }))).ok).toBe(false)
})

test.each([
  ['openai-compatible', 'authorization', `Bearer ${canaryKey}`, '/v1/models'],
  ['openai', 'authorization', `Bearer ${canaryKey}`, '/v1/models'],
  ['anthropic', 'x-api-key', canaryKey, '/v1/models?limit=1000'],
  ['google', 'x-goog-api-key', canaryKey, '/v1/models?pageSize=1000'],
] as const)('%s gets its key in %s only', async (kind, header, value, url) => {
  let seen: Record<string, unknown> = {}
  await check(
    (request, response) => {
      seen = { url: request.url, ...request.headers }
      response.end('{"data":[{"id":"a"}]}')
    },
    { kind },
  )
  expect(seen).toMatchObject({ url, [header]: value })
  const keyHeaders = ['authorization', 'x-api-key', 'x-goog-api-key'].filter((name) => seen[name])
  expect(keyHeaders).toEqual([header])
})

test.each<[string, RequestListener, string, RegExp]>([
  [
    'a wrong key',
    json({ error: { message: `No: ${canaryKey}` } }, 401),
    '/v1',
    /refused the API key/,
  ],
  ['a wrong path', json({}, 404), '', /lack “\/v1”/],
  ['a wrong path with a version', json({}, 404), '/v1', /does not know/],
  ['a page', (_, response) => response.end('<html>Welcome</html>'), '', /not with a list.*“\/v1”/],
  ['another JSON', json({ hello: 1 }), '/v1', /not with a list of models\.$/],
  [
    'a redirect',
    (_, response) => response.writeHead(302, { location: '/x' }).end(),
    '/v1',
    /redirects/,
  ],
  ['a failure', json({ detail: 'On fire' }, 500), '/v1', /On fire/],
  ['a closed connection', (request) => request.socket.destroy(), '/v1', /closed the connection/],
])('%s is told in a sentence', async (_, answer, path, expected) => {
  expect(await check(answer, { path })).toMatchObject({
    ok: false,
    models: [],
    connectMs: null,
    error: expect.stringMatching(expected),
  })
})

test('a missing key is told as such', async () => {
  const result = await check(json({}, 401), { apiKey: undefined })
  expect(result.error).toBe('This provider needs an API key.')
})

test.each<[string, RequestListener]>([
  ['headers', () => undefined],
  ['the end of the body', (_, response) => response.writeHead(200).write('{"data":[')],
])('a provider that never sends %s is not waited for', async (_, answer) => {
  const result = await check(answer, { deadlineMs: 100 })
  expect(result.error).toBe('The provider did not answer within 0.1 s.')
})

test('nobody at the address is told as such', async () => {
  const server = await startProvider(() => undefined)
  await server.close()
  const connection = connectTo(server.url)
  expect((await checkProvider(connection)).error).toContain('Nothing answers')
  await connection.dispatcher.destroy()
})

test('an endless list is refused', async () => {
  const result = await check((_, response) => {
    const write = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) {}
    }
    response.on('drain', write)
    write()
  })
  expect(result.error).toContain('longer than 16 MB')
})

test('local servers are found by their list of models, whatever else listens', async () => {
  const gone = await startProvider(() => undefined)
  await gone.close()
  const found = await discoverLocalServers([
    { name: 'Ollama', baseUrl: await serve(json({ data: [{ id: 'llama' }] })) },
    { name: 'A website', baseUrl: await serve((_, response) => response.end('<html>')) },
    { name: 'Another API', baseUrl: await serve(json({ data: [] })) },
    { name: 'Silence', baseUrl: await serve(() => undefined) },
    { name: 'Nobody', baseUrl: gone.url },
  ])
  expect(found).toEqual([
    { name: 'Ollama', baseUrl: expect.any(String), models: [{ name: 'llama' }] },
  ])
})

test('a list is taken up to a length, without names that no model has', async () => {
  const many = Array.from({ length: 6_000 }, (_, index) => ({ id: `m${index}` }))
  const odd = [
    { id: 'x'.repeat(100_000) },
    { id: '' },
    { id: '\0' },
    { id: 'a\nb' },
    { id: 'x\u202egpj' },
    { id: 'm0' },
  ]
  const { models } = await check(json({ data: [...odd, ...many] }))
  expect(models).toHaveLength(5_000)
  expect(models[0]).toBe('m0')
})
