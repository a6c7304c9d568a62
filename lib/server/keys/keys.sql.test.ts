import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewApiKey } from '#lib/contracts/account/api-key.ts'
import type { Services } from '../services.ts'
import { call, post, signIn, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let admin: string
let user: string
let userId: string
const account = { email: 'user@example.com', password: 'correct horse' }

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  admin = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  await post('/api/users', { cookie: admin, body: { name: 'Uma', ...account } })
  user = await signIn(account)
  const found = await services.database.prisma.user.findUniqueOrThrow({
    where: { email: account.email },
  })
  userId = found.id
})
afterAll(() => stop())

async function make(scopes: string[], more: object = {}, cookie = user): Promise<NewApiKey> {
  const response = await post('/api/keys', { cookie, body: { name: 'Test', scopes, ...more } })
  expect(response.status).toBe(201)
  return response.json()
}
const withKey = (key: string, method: 'GET' | 'POST' = 'GET', path = '/api/memories') =>
  call(method, path, { headers: { authorization: `Bearer ${key}` } })
const statusOf = async (key: string, path?: string) => (await withKey(key, 'GET', path)).status

test('a key is shown once, and stored as a hash', async () => {
  const { key, hint, id } = await make(['memory'])
  expect(key).toMatch(/^lum_[A-Za-z]{48}$/)
  expect(hint).toBe(`${key.slice(0, 8)}…`)
  const listed = await (await call('GET', '/api/keys', { cookie: user })).text()
  expect(listed).toContain(id)
  expect(listed).not.toContain(key)
  const rows = await services.database.pool.query('SELECT t::text AS row FROM "ApiKey" t')
  expect(JSON.stringify(rows.rows)).not.toContain(key)
})

test('a key does what its scopes say, and nothing else', async () => {
  const memory = await make(['memory'])
  const agents = await make(['agents'])
  expect(await statusOf(memory.key)).toBe(200)
  expect(await statusOf(agents.key)).toBe(403)
  for (const { key } of [memory, agents]) {
    expect(await statusOf(key, '/api/users')).toBe(403)
    expect(await statusOf(key, '/api/chats')).toBe(403)
    expect((await withKey(key, 'POST', '/api/keys')).status).toBe(403)
  }
  const adminKey = await make(['admin'], {}, admin)
  expect(await statusOf(adminKey.key, '/api/users')).toBe(200)
  expect(await statusOf(adminKey.key)).toBe(403)
})

test('only admins make keys of scope admin, and a demoted one loses what it opened', async () => {
  const body = { name: 'Mine', scopes: ['admin'] }
  expect((await post('/api/keys', { cookie: user, body })).status).toBe(403)
  const { key } = await make(['admin'], {}, admin)
  const { prisma } = services.database
  const where = { email: 'ada@example.com' }
  await prisma.user.update({ where, data: { role: 'user' } })
  expect(await statusOf(key, '/api/users')).toBe(403)
  await prisma.user.update({ where, data: { role: 'admin' } })
})

test.each([
  ['wrong', (key: string) => `${key.slice(0, -1)}${key.endsWith('a') ? 'b' : 'a'}`],
  ['cut', (key: string) => key.slice(0, -1)],
  ['of nobody', () => 'lum_'],
])('a key that is %s is 401', async (_name, change) => {
  const { key } = await make(['memory'])
  const response = await withKey(change(key))
  expect(response.status).toBe(401)
  expect(await response.text()).not.toContain(key)
})

test.each([
  ['in the past', '2020-01-01T00:00:00Z'],
  ['centuries ahead', '2400-01-01T00:00:00Z'],
])('an end that lies %s is refused', async (_when, expiresAt) => {
  const body = { name: 'Test', scopes: ['memory'], expiresAt }
  const response = await post('/api/keys', { cookie: user, body })
  expect(response.status).toBe(400)
  expect((await response.json()).error).toMatchObject({ code: 'invalid-input', field: 'expiresAt' })
})

test('a revoked, expired or banned key is 401 at once; its last use is known', async () => {
  const revoked = await make(['memory'])
  expect(await statusOf(revoked.key)).toBe(200)
  await expect
    .poll(async () => {
      const { items } = await (await call('GET', '/api/keys', { cookie: user })).json()
      return items.find(({ id }: { id: string }) => id === revoked.id)?.lastUsedAt
    })
    .toBeTruthy()
  const remove = (cookie: string) => call('DELETE', `/api/keys/${revoked.id}`, { cookie })
  expect((await remove(admin)).status).toBe(404)
  expect((await remove(user)).status).toBe(204)
  expect(await statusOf(revoked.key)).toBe(401)

  const expiring = await make(['memory'], {
    expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  expect(await statusOf(expiring.key)).toBe(200)
  const past = { expiresAt: new Date(Date.now() - 1_000) }
  await services.database.prisma.apikey.update({ where: { id: expiring.id }, data: past })
  expect(await statusOf(expiring.key)).toBe(401)

  const last = await make(['memory'])
  await services.database.prisma.user.update({ where: { id: userId }, data: { banned: true } })
  expect(await statusOf(last.key)).toBe(401)
})
