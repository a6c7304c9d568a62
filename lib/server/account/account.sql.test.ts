import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OwnSession } from '#lib/contracts/account/account.ts'
import type { Services } from '../services.ts'
import { call, cookieOf, post, signIn, signUp, startTestServices } from '../testing.ts'

let services: Services
let stop: () => Promise<void>
let admin: string
let cookie: string
const account = { email: 'user@example.com', password: 'correct horse' }

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  admin = await signUp({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' })
  await post('/api/users', { cookie: admin, body: { name: 'Uma', ...account } })
  cookie = await signIn(account)
})
afterAll(() => stop())

const read = async (as = cookie) => (await call('GET', '/api/account', { cookie: as })).json()
const patch = (body: object) => call('PATCH', '/api/account', { cookie, body })
const remove = (password: string, as = cookie) =>
  call('DELETE', '/api/account', { cookie: as, body: { password } })

test('a user changes their own settings, and what is left out stays', async () => {
  expect(await read()).toMatchObject({ name: 'Uma', role: 'user', textSize: 'medium', theme: null })
  await patch({ theme: 'dark', instructions: { aboutMe: 'A gardener.' } })
  const changed = await (await patch({ instructions: { howToAnswer: 'Briefly.' } })).json()
  expect(changed).toMatchObject({
    theme: 'dark',
    instructions: { aboutMe: 'A gardener.', howToAnswer: 'Briefly.' },
  })
  const wrong = await patch({ textSize: 'huge' })
  expect([wrong.status, (await wrong.json()).error.field]).toEqual([400, 'textSize'])
  expect((await patch({ role: 'admin' })).status).toBe(400)
})

test('an account says that its password was handed on until it is changed', async () => {
  const handedOn = { email: 'new@example.com', password: 'handed on' }
  await post('/api/users', { cookie: admin, body: { name: 'Nia', ...handedOn } })
  const fresh = cookieOf(await post('/api/auth/sign-in/email', { body: handedOn }))
  expect(await read(fresh)).toMatchObject({ mustChangePassword: true })
  const change = (newPassword: string) =>
    post('/api/auth/change-password', {
      cookie: fresh,
      body: { currentPassword: handedOn.password, newPassword },
    })
  expect((await change(handedOn.password)).status).toBe(400)
  const own = cookieOf(await change('battery staple'))
  expect(await read(own)).toMatchObject({ name: 'Nia', mustChangePassword: false })
})

test('a reset link sets a new password once, and ends the sessions', async () => {
  const { prisma } = services.database
  const { id } = await prisma.user.findUniqueOrThrow({ where: { email: account.email } })
  const make = async () => {
    const response = await post(`/api/users/${id}/reset-link`, { cookie: admin })
    expect(response.status).toBe(201)
    return new URL((await response.json()).url, 'http://lumos.test').hash.slice(1)
  }
  const reset = (token: string, password = 'battery staple') =>
    post('/api/password-reset', { body: { token, password } })
  const earlier = await make()
  const token = await make()
  expect(JSON.stringify(await prisma.passwordReset.findMany())).not.toContain(token)
  expect((await reset(token, 'short')).status).toBe(400)
  const refused = await reset(earlier)
  expect([refused.status, (await refused.json()).error.code]).toEqual([400, 'reset-link-invalid'])
  const answers = await Promise.all([reset(token), reset(token)])
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 400])
  expect((await call('GET', '/api/account', { cookie })).status).toBe(401)
  account.password = 'battery staple'
  cookie = await signIn(account)
  expect((await read()).mustChangePassword).toBe(false)

  const expired = await make()
  await prisma.passwordReset.update({ where: { userId: id }, data: { expiresAt: new Date(0) } })
  expect((await reset(expired)).status).toBe(400)
})

test('sign-ins are listed, and ended at once', async () => {
  const other = await signIn(account)
  const list = async () => {
    const response = await call('GET', '/api/account/sessions', { cookie })
    return (await response.json()).items as OwnSession[]
  }
  const sessions = await list()
  expect(sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
  const ended = sessions.find(({ isCurrent }) => !isCurrent)
  const end = (as: string) => call('DELETE', `/api/account/sessions/${ended?.id}`, { cookie: as })
  expect((await end(admin)).status).toBe(404)
  expect((await end(cookie)).status).toBe(204)
  expect((await call('GET', '/api/account', { cookie: other })).status).toBe(401)
  expect(await list()).toHaveLength(sessions.length - 1)
})

test('an account is deleted with everything, only with its password', async () => {
  const { prisma } = services.database
  const { id } = await prisma.user.findUniqueOrThrow({ where: { email: account.email } })
  await post('/api/memories', { cookie, body: { text: 'has a dog' } })
  await prisma.chat.create({ data: { id: crypto.randomUUID(), userId: id } })
  const refused = await remove('wrong')
  expect([refused.status, (await refused.json()).error.code]).toEqual([403, 'wrong-password'])
  expect((await remove('correct horse', admin)).status).toBe(409)
  expect((await remove(account.password)).status).toBe(204)
  expect((await call('GET', '/api/account', { cookie })).status).toBe(401)
  const where = { userId: id }
  expect([await prisma.chat.count({ where }), await prisma.memory.count({ where })]).toEqual([0, 0])
})
