import { afterAll, beforeAll, expect, test } from 'vitest'
import { deadlineSettingsSchema } from '#lib/contracts/agents/agent.ts'
import type { Provider } from '#lib/contracts/models/provider.ts'
import { createSecretBox } from '#lib/providers/setup/secret-box.ts'
import type { Services } from '../services.ts'
import { call, post, signUp, startTestServices } from '../testing.ts'
import { loadProviders } from './load-providers.ts'

let services: Services
let stop: () => Promise<void>
let cookie: string

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  cookie = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
})
afterAll(() => stop())

const create = (baseUrl: string) => post('/api/providers', { cookie, body: { name: 'P', baseUrl } })
const refusal = { error: { code: 'address-refused', field: 'baseUrl' } }

test.each([
  'http://169.254.169.254/v1',
  'http://169.254.1.1:8080',
  'http://2852039166/latest',
  'http://[fe80::1]/v1',
  'http://[::ffff:169.254.169.254]/v1',
  'http://[fd00:ec2::254]/v1',
  'http://0.0.0.0:11434/v1',
  'http://metadata.google.internal/v1',
])('%s is refused when it is created and when a provider moves there', async (baseUrl) => {
  const refused = await create(baseUrl)
  expect([refused.status, await refused.json()]).toMatchObject([400, refusal])
  const { id } = await (await create('http://127.0.0.1:9/v1')).json()
  const moved = await call('PATCH', `/api/providers/${id}`, { cookie, body: { baseUrl } })
  expect([moved.status, await moved.json()]).toMatchObject([400, refusal])
  const kept = await services.database.prisma.provider.findUniqueOrThrow({ where: { id } })
  expect(kept.baseUrl).toBe('http://127.0.0.1:9/v1')
})

test('an address that holds a password is refused', async () => {
  for (const baseUrl of ['http://ada:secret@api.example.com/v1', 'http://ada@api.example.com']) {
    const refused = await create(baseUrl)
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      { error: { field: 'baseUrl' } },
    ])
  }
})

test('providers of one name that come at once get slugs of their own', async () => {
  const created = await Promise.all(
    Array.from({ length: 8 }, () => create('http://127.0.0.1:9/v1')),
  )
  expect(created.map(({ status }) => status)).toEqual(Array(8).fill(201))
  const slugs = await Promise.all(created.map(async (response) => (await response.json()).slug))
  expect(new Set(slugs).size).toBe(8)
})

test('private addresses are refused with the way to allow them, where they are not allowed', async () => {
  services.env.arePrivateProvidersAllowed = false
  for (const host of ['127.0.0.1', '10.1.2.3', '[::1]']) {
    const { error } = await (await create(`http://${host}/v1`)).json()
    expect(error).toMatchObject(refusal.error)
    expect(error.message).toContain('LUMOS_PRIVATE_PROVIDERS=allow')
  }
  expect((await create('https://api.example.com/v1')).status).toBe(201)
  services.env.arePrivateProvidersAllowed = true
})

test('a provider of Lumos’ own that moves to a name gets no exemption for it', async () => {
  services.env.arePrivateProvidersAllowed = false
  const data = { name: 'Demo', slug: 'demo-moved', kind: 'openai-compatible', source: 'simulator' }
  const { id } = await services.database.prisma.provider.create({
    data: { ...data, baseUrl: 'http://127.0.0.1:9/v1' },
  })
  const body = { baseUrl: 'http://localhost:9/v1' }
  const moved = await call('PATCH', `/api/providers/${id}`, { cookie, body })
  expect(await moved.json()).toMatchObject({ source: 'settings', simulated: false })
  const check = await (await post(`/api/providers/${id}/check`, { cookie, body: {} })).json()
  services.env.arePrivateProvidersAllowed = true
  expect(check).toMatchObject({ ok: false, error: expect.stringContaining('private') })
})

test('a key of another LUMOS_SECRET is named by the provider and by its models', async () => {
  const body = { name: 'Sealed', baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-sealed-0123456789' }
  const { id, slug } = await (await post('/api/providers', { cookie, body })).json()
  const elsewhere = createSecretBox('another secret of thirty-two characters')
  await services.database.prisma.provider.update({
    where: { id },
    data: { apiKeyCiphertext: elsewhere.seal(body.apiKey, id) },
  })
  await loadProviders(services)
  const { items } = await (await call('GET', '/api/providers', { cookie })).json()
  expect(items.find((item: Provider) => item.id === id)).toMatchObject({ isKeyUnreadable: true })
  const deadlines = deadlineSettingsSchema.parse({})
  expect(() => services.models.resolve(`${slug}/m`, deadlines)).toThrow('LUMOS_SECRET')
  await call('PATCH', `/api/providers/${id}`, { cookie, body: { apiKey: body.apiKey } })
  expect(services.models.resolve(`${slug}/m`, deadlines).modelName).toBe('m')
})
