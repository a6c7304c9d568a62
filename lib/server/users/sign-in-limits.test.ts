import { afterAll, beforeAll, expect, test } from 'vitest'
import { setupCodeOf } from '#lib/auth/setup-code.ts'
import { rateLimitsSchema } from '#lib/contracts/account/rate-limits.ts'
import { createServices, provideServices, type Services } from '../services.ts'
import { call, cookieOf, startTestServices, testSecret, testSecurity } from '../testing.ts'

const password = 'correct horse'
let services: Services
let stop: () => Promise<void>
let admin = ''

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
  const body = { name: 'Ada', email: 'ada@example.com', password }
  admin = cookieOf(await call('POST', '/api/auth/sign-up/email', { body }))
  for (const name of ['ann', 'bob', 'cleo']) {
    const user = { name, email: `${name}@example.com`, password }
    await call('POST', '/api/users', { cookie: admin, body: user })
  }
})
afterAll(() => stop())

/** The headers in which the HTTP server notes the client. */
const from = (address: string) => ({ 'x-lumos-client': address, 'x-lumos-client-is': 'elsewhere' })
let network = 0
function elsewhere() {
  network += 1
  return from(`198.51.${network}.1`)
}

function tryIn(email: string, secret: string, headers: object = elsewhere(), cookie?: string) {
  const body = { email: `${email}@example.com`, password: secret }
  return call('POST', '/api/auth/sign-in/email', {
    body,
    headers: { ...headers },
    ...(cookie && { cookie }),
  })
}
const statuses = (responses: Response[]) => responses.map(({ status }) => status)
const count = (list: number[], status: number) => list.filter((each) => each === status).length

test('wrong passwords are limited for an account, from whatever address, at once too', async () => {
  const tries = await Promise.all(
    Array.from({ length: 40 }, (_, i) => tryIn('ann', `wrong ${i}`, elsewhere())),
  )
  expect([count(statuses(tries), 401), count(statuses(tries), 429)]).toEqual([10, 30])
  const refused = tries.find(({ status }) => status === 429)!
  expect(await refused.json()).toMatchObject({ error: { code: 'rate-limited' } })
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200)
  expect((await tryIn('ANN', password)).status).toBe(429)
  expect((await tryIn('bob', password)).status).toBe(200)
})

test('strangers do not lock the owner out of a device that is known', async () => {
  const device = cookieOf(await tryIn('cleo', password))
    .split('; ')
    .find((cookie) => cookie.startsWith('lumos.device.'))!
  for (let i = 0; i < 12; i++) await tryIn('cleo', 'wrong')
  expect((await tryIn('cleo', password)).status).toBe(429)
  expect((await tryIn('cleo', password, elsewhere(), device)).status).toBe(200)
  const forged = `${device.slice(0, -4)}AAAA`
  expect((await tryIn('cleo', password, elsewhere(), forged)).status).toBe(429)
  expect((await tryIn('bob', password, elsewhere(), device)).status).toBe(200)
  const guesses = []
  for (let i = 0; i < 12; i++) guesses.push(await tryIn('cleo', 'wrong', elsewhere(), device))
  expect(count(statuses(guesses), 429)).toBe(2)
})

test('one client tries few accounts, also from other addresses of its IPv6 network', async () => {
  const spray = (host: number) => tryIn(`nobody${host}`, password, from(`2001:db8:7:7::${host}`))
  const tries = await Promise.all(Array.from({ length: 40 }, (_, i) => spray(i + 1)))
  expect(count(statuses(tries), 401)).toBeGreaterThanOrEqual(20)
  expect(count(statuses(tries), 401)).toBeLessThanOrEqual(23)
  expect((await tryIn('bob', password, from('2001:db8:7:7::99'))).status).toBe(429)
  expect((await tryIn('bob', password, from('2001:db8:7:8::99'))).status).toBe(200)
})

test('right passwords are not counted', async () => {
  const home = elsewhere()
  for (let i = 0; i < 25; i++) expect((await tryIn('bob', password, home)).status).toBe(200)
})

test('other instances know of the wrong passwords', async () => {
  const { env, database, jobs } = services
  const other = createServices({ env, database, jobs, ...testSecurity })
  const guess = () => tryIn('dora', 'wrong')
  for (let i = 0; i < 5; i++) await guess()
  provideServices(other)
  const there = []
  for (let i = 0; i < 8; i++) there.push(await guess())
  provideServices(services)
  expect(count(statuses(there), 429)).toBe(3)
})

test('wrong current passwords are limited beside a session', async () => {
  const cookie = cookieOf(await tryIn('bob', password))
  const change = (currentPassword: string) =>
    call('POST', '/api/auth/change-password', {
      cookie,
      body: { currentPassword, newPassword: 'better horse' },
    })
  const tries = await Promise.all(Array.from({ length: 30 }, (_, i) => change(`wrong ${i}`)))
  expect([count(statuses(tries), 400), count(statuses(tries), 429)]).toEqual([10, 20])
  expect((await change(password)).status).toBe(429)
})

test('sign-ups are counted by client, while sign-up is open', async () => {
  await call('PATCH', '/api/settings', { cookie: admin, body: { signUpOpen: true } })
  const home = elsewhere()
  const join = (i: number, headers: object = home) =>
    call('POST', '/api/auth/sign-up/email', {
      body: { name: 'New', email: `new${i}@example.com`, password },
      headers: { ...headers },
    })
  const tries = await Promise.all(Array.from({ length: 20 }, (_, i) => join(i)))
  const { signUpsPerClient } = rateLimitsSchema.parse({})
  expect(count(statuses(tries), 200)).toBe(signUpsPerClient)
  expect(count(statuses(tries), 429)).toBe(20 - signUpsPerClient!)
  expect((await join(99, elsewhere())).status).toBe(200)
  await call('PATCH', '/api/settings', { cookie: admin, body: { signUpOpen: false } })
})

test('what was done is in the audit log, with the client and without passwords', async () => {
  await services.background.settled()
  const answer = await call('GET', '/api/audit?limit=200', { cookie: admin })
  const text = await answer.text()
  const actions = new Set(
    (JSON.parse(text).items as { action: string }[]).map(({ action }) => action),
  )
  for (const action of [
    'account.created',
    'user.created',
    'settings.changed',
    'session.started',
    'session.refused',
  ])
    expect(actions).toContain(action)
  expect(text).not.toMatch(/correct horse|wrong \d|nobody1/)
  expect(text).toContain('198.51.')
})

test('over the network the first account needs the code of the start screen', async () => {
  const fresh = await startTestServices()
  const { database, jobs, env } = fresh.services
  const open = createServices({
    database,
    jobs,
    env: { ...env, isLocalOnly: false },
    ...testSecurity,
  })
  provideServices(open)
  const join = (setupCode?: string) =>
    call('POST', '/api/auth/sign-up/email', {
      body: { name: 'Eve', email: 'eve@example.com', password, ...(setupCode && { setupCode }) },
      headers: from('203.0.113.5'),
    })
  for (const wrong of [undefined, 'AAAA-AAAA-AAAA', setupCodeOf(`${testSecret}x`)]) {
    const refused = await join(wrong)
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ error: { code: 'setup-code-required' } })
  }
  const code = setupCodeOf(testSecret)
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  const made = await join(` ${code.toLowerCase().replaceAll('-', '')}`)
  expect(made.status).toBe(200)
  expect(await database.prisma.user.findMany()).toMatchObject([{ role: 'admin' }])
  const closed = await join(code)
  expect(await closed.json()).toMatchObject({ error: { code: 'sign-up-closed' } })
  await fresh.stop()
  provideServices(services)
})
