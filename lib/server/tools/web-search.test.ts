import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSecretBox } from '#lib/providers/setup/secret-box.ts'
import { startProvider } from '#lib/providers/testing.ts'
import {
  ask,
  canaryKey,
  cookie,
  createAgent,
  framesOf,
  readChat,
  services,
  setUpTurns,
} from '../chat/testing.ts'
import { call, post } from '../testing.ts'

setUpTurns()

const keys: unknown[] = []
let engine: Awaited<ReturnType<typeof startProvider>>
beforeAll(async () => {
  engine = await startProvider((request, response) => {
    keys.push(request.headers['x-subscription-token'])
    const results = [{ url: 'https://bees.example/', title: 'Bees', description: 'Honey.' }]
    response.end(JSON.stringify({ web: { results } }))
  })
})
afterAll(() => engine.close())

const put = async (body: object) => {
  const response = await call('PUT', '/api/web-search', { cookie, body })
  return { status: response.status, body: await response.json() }
}
const check = async () => (await post('/api/web-search/check', { cookie })).json()

test('without a service the tool and the check say what to do', async () => {
  expect(await check()).toMatchObject({
    ok: false,
    error: expect.stringContaining('Settings, Tools'),
  })
})

test('the key is sealed, never sent back, and not sent to another address', async () => {
  const service = { kind: 'brave', url: engine.url }
  const saved = await put({ ...service, apiKey: canaryKey })
  expect(saved).toEqual({ status: 200, body: { ...service, hasKey: true } })
  const rows = await services.database.prisma.setting.findMany()
  const entries = await services.database.prisma.auditEntry.findMany()
  const read = await (await call('GET', '/api/web-search', { cookie })).text()
  expect(JSON.stringify([rows, entries]) + read).not.toContain(canaryKey)
  expect((await put(service)).body).toMatchObject({ hasKey: true })
  expect(await check()).toMatchObject({ ok: true, count: 1 })
  expect(keys.at(-1)).toBe(canaryKey)
  const moved = await put({ kind: 'brave', url: 'https://other.example/search' })
  expect(moved).toMatchObject({ status: 400, body: { error: { code: 'secrets-needed' } } })
})

test('a key of another LUMOS_SECRET counts as none, and can be entered again', async () => {
  const elsewhere = createSecretBox('another secret of thirty-two characters')
  const value = { kind: 'brave', url: engine.url, keyCiphertext: elsewhere.seal('k', 'webSearch') }
  await services.database.prisma.setting.update({ where: { key: 'webSearch' }, data: { value } })
  const read = await (await call('GET', '/api/web-search', { cookie })).json()
  expect(read).toMatchObject({ kind: 'brave', hasKey: false })
  expect(await put({ kind: 'brave', url: engine.url, apiKey: canaryKey })).toMatchObject({
    body: { hasKey: true },
  })
  expect(await check()).toMatchObject({ ok: true })
})

test.each([
  ['url', { kind: 'searxng' }],
  ['url', { kind: 'brave', url: 'http://169.254.169.254/', apiKey: 'k' }],
  ['kind', { kind: 'bing' }],
])('a wrong %s is refused by name', async (field, body) => {
  expect(await put(body)).toMatchObject({ status: 400, body: { error: { field } } })
})

test('what a search finds becomes the sources of the answer', async () => {
  const agentId = await createAgent('demo-fast@x100', { tools: ['search-web'] })
  const chatId = crypto.randomUUID()
  const frames = framesOf(
    await (await ask(chatId, agentId, 'Please call search_web about bees.')).text(),
  )
  expect(frames.map(({ type }) => type)).toContain('tool-output-available')
  const message = (await readChat(chatId)).messages.at(-1)
  expect(message?.parts).toContainEqual(
    expect.objectContaining({ type: 'source-url', url: 'https://bees.example/', title: 'Bees' }),
  )
  expect(await put({ kind: null })).toMatchObject({ body: { kind: null, hasKey: false } })
})
