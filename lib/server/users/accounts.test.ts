import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServices, provideServices, type Services } from '../services.ts'
import { call, cookieOf, signIn, startTestServices, testSecurity } from '../testing.ts'

const password = 'correct horse'
let services: Services
let stop: () => Promise<void>
let admin = ''

beforeAll(async () => {
  ;({ services, stop } = await startTestServices())
})
afterAll(() => stop())

async function errorOf(response: Response) {
  const { error } = (await response.json()) as { error: { code: string; field?: string } }
  return { status: response.status, ...error }
}

async function addUser(name: string, fields: object = {}) {
  const body = { name, email: `${name}@example.com`, password, ...fields }
  const response = await call('POST', '/api/users', { cookie: admin, body })
  expect(response.status).toBe(201)
  return (await response.json()) as { id: string; email: string; role: string; banned: boolean }
}

const whoAmI = async (cookie: string) =>
  (await (await call('GET', '/api/auth/get-session', { cookie })).json()) as {
    user: { email: string; role: string }
  } | null

describe('the first account', () => {
  test('50 parallel sign-ups in two processes make one account, the admin', async () => {
    // Simulates a second process: own queue and caches, same database.
    const { env, database, jobs } = services
    const other = createServices({ env, database, jobs, ...testSecurity })
    const attempts = Array.from({ length: 50 }, (_, i) => {
      provideServices(i % 2 ? other : services)
      const body = { name: `First ${i}`, email: `first${i}@example.com`, password }
      return call('POST', '/api/auth/sign-up/email', { body })
    })
    const responses = await Promise.all(attempts)
    provideServices(services)
    const winners = responses.filter(({ ok }) => ok)
    expect(winners).toHaveLength(1)
    admin = cookieOf(winners[0]!)
    expect((await whoAmI(admin))?.user.role).toBe('admin')
    expect(await database.prisma.user.count()).toBe(1)
    expect(await database.prisma.account.count()).toBe(1)
    const refused = await errorOf(responses.find(({ ok }) => !ok)!)
    expect(refused).toMatchObject({ status: 403, code: 'sign-up-closed' })
  })

  test('a role or a ban in the sign-up is refused by name', async () => {
    for (const field of ['role', 'banned', 'emailVerified', 'image']) {
      const body = { name: 'Eve', email: 'eve@example.com', password, [field]: 'admin' }
      const response = await call('POST', '/api/auth/sign-up/email', { body })
      expect(await errorOf(response)).toMatchObject({ status: 400, code: 'invalid-input', field })
    }
  })

  test('later accounts are plain users, while sign-up is open', async () => {
    const open = { cookie: admin, body: { signUpOpen: true, rateLimits: { signUpsPerClient: 40 } } }
    expect((await call('PATCH', '/api/settings', open)).status).toBe(200)
    const body = { name: 'Late', email: 'late@example.com', password }
    const late = cookieOf(await call('POST', '/api/auth/sign-up/email', { body }))
    expect((await whoAmI(late))?.user).toMatchObject({ email: body.email, role: 'user' })
    const again = await call('POST', '/api/auth/sign-up/email', { body })
    expect(await errorOf(again)).toMatchObject({ status: 409, code: 'email-taken' })
    const crowd = Array.from({ length: 30 }, (_, i) =>
      call('POST', '/api/auth/sign-up/email', {
        body: { ...body, email: `crowd${i}@example.com` },
      }),
    )
    for (const { status } of await Promise.all(crowd)) expect(status).toBe(200)
    await call('PATCH', '/api/settings', { cookie: admin, body: { signUpOpen: false } })
    const closed = await call('POST', '/api/auth/sign-up/email', {
      body: { ...body, email: 'later@example.com' },
    })
    expect(await errorOf(closed)).toMatchObject({ status: 403, code: 'sign-up-closed' })
  })
})

describe('sign-in', () => {
  test('a wrong password and an unknown address get the same answer', async () => {
    await addUser('ann')
    const tryIn = (email: string, secret: string) =>
      call('POST', '/api/auth/sign-in/email', { body: { email, password: secret } })
    const wrong = await tryIn('ann@example.com', 'wrong horse')
    const unknown = await tryIn('nobody@example.com', 'wrong horse')
    expect(wrong.status).toBe(401)
    expect(unknown.status).toBe(401)
    const body = await wrong.json()
    expect(body).toEqual(await unknown.json())
    expect(body).toMatchObject({ error: { code: 'invalid-email-or-password' } })
    expect((await tryIn('ANN@example.com', password)).status).toBe(200)
  })

  test('signing out ends the session', async () => {
    const cookie = await signIn({ email: 'ann@example.com', password })
    expect((await call('GET', '/api/chats', { cookie })).status).toBe(200)
    expect((await call('POST', '/api/auth/sign-out', { cookie })).status).toBe(200)
    expect((await call('GET', '/api/chats', { cookie })).status).toBe(401)
  })

  test('a new password ends every other session', async () => {
    await addUser('bea')
    const old = await signIn({ email: 'bea@example.com', password })
    const here = await signIn({ email: 'bea@example.com', password })
    const wrong = await call('POST', '/api/auth/change-password', {
      cookie: here,
      body: { currentPassword: 'wrong horse', newPassword: 'better horse' },
    })
    expect(await errorOf(wrong)).toMatchObject({ status: 400, code: 'invalid-password' })
    const changed = await call('POST', '/api/auth/change-password', {
      cookie: here,
      body: { currentPassword: password, newPassword: 'better horse' },
    })
    expect(changed.status).toBe(200)
    expect((await call('GET', '/api/chats', { cookie: old })).status).toBe(401)
    expect((await call('GET', '/api/chats', { cookie: cookieOf(changed) })).status).toBe(200)
    await signIn({ email: 'bea@example.com', password: 'better horse' })
  })

  test('a name can be changed, nothing else', async () => {
    const cookie = await signIn({ email: 'ann@example.com', password })
    const rename = (body: object) => call('POST', '/api/auth/update-user', { cookie, body })
    expect((await rename({ name: 'Ann B.' })).status).toBe(200)
    expect((await whoAmI(cookie))?.user).toMatchObject({ name: 'Ann B.' })
    expect(await errorOf(await rename({ role: 'admin' }))).toMatchObject({ status: 400 })
  })

  test("better-auth's other endpoints are closed", async () => {
    for (const path of ['list-sessions', 'ok', 'error', 'sign-up/email', 'reset-password/x']) {
      const response = await call('GET', `/api/auth/${path}`, { cookie: admin })
      expect(await errorOf(response)).toMatchObject({ status: 404 })
    }
    for (const path of ['delete-user', 'change-email', 'sign-in/social', 'forget-password']) {
      const response = await call('POST', `/api/auth/${path}`, { cookie: admin, body: {} })
      expect(await errorOf(response)).toMatchObject({ status: 404 })
    }
  })
})

describe('the users page', () => {
  test('lists the accounts page by page, without secrets', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = cursor && `&cursor=${cursor}`
      const response = await call('GET', `/api/users?limit=2${query}`, { cookie: admin })
      const page = (await response.json()) as { items: object[]; nextCursor: string | null }
      for (const item of page.items) {
        expect(Object.keys(item).sort()).toEqual(
          ['banned', 'createdAt', 'email', 'id', 'name', 'role'].sort(),
        )
      }
      seen.push(...(page.items as { email: string }[]).map(({ email }) => email))
      cursor = page.nextCursor
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await services.database.prisma.user.count())
  })

  test('a taken address is 409 on creation and change', async () => {
    const body = { name: 'Ann', email: 'Ann@Example.com', password }
    const created = await call('POST', '/api/users', { cookie: admin, body })
    expect(await errorOf(created)).toMatchObject({ status: 409, code: 'email-taken' })
    const { id } = await addUser('cleo')
    const patched = await call('PATCH', `/api/users/${id}`, {
      cookie: admin,
      body: { email: 'ann@example.com' },
    })
    expect(await errorOf(patched)).toMatchObject({ status: 409, field: 'email' })
  })

  test('a ban signs out at once and keeps out until it is lifted', async () => {
    const { id, email } = await addUser('dan')
    const cookie = await signIn({ email, password })
    const ban = (banned: boolean) =>
      call('PATCH', `/api/users/${id}`, { cookie: admin, body: { banned } })
    expect(await (await ban(true)).json()).toMatchObject({ banned: true })
    expect((await call('GET', '/api/chats', { cookie })).status).toBe(401)
    expect(await whoAmI(cookie)).toBeNull()
    const refused = await call('POST', '/api/auth/sign-in/email', { body: { email, password } })
    expect(await errorOf(refused)).toMatchObject({ status: 403, code: 'banned' })
    const reason = await errorOf(await call('GET', '/api/chats', { cookie }))
    expect(reason).toMatchObject({ status: 401, code: 'banned' })
    await ban(false)
    expect((await call('GET', '/api/chats', { cookie })).status).toBe(401)
    expect(await services.database.prisma.session.count({ where: { userId: id } })).toBe(0)
    await signIn({ email, password })
  })

  test('a password set by an admin ends the sessions and signs in', async () => {
    const { id, email } = await addUser('eli')
    const cookie = await signIn({ email, password })
    const body = { password: 'another horse' }
    await call('PATCH', `/api/users/${id}`, { cookie: admin, body })
    expect((await call('GET', '/api/chats', { cookie })).status).toBe(401)
    await signIn({ email, password: body.password })
  })

  test('deleting removes everything of the user', async () => {
    const { prisma } = services.database
    const { id, email } = await addUser('flo')
    await signIn({ email, password })
    const chat = await prisma.chat.create({
      data: {
        id: crypto.randomUUID(),
        userId: id,
        messages: { create: { id: 'm1', role: 'user', parts: [] } },
      },
    })
    await prisma.memory.create({ data: { userId: id, text: 'likes tea', fingerprint: 'x' } })
    await prisma.turn.create({
      data: { id: crypto.randomUUID(), userId: id, instanceId: 'i', model: 'a/b' },
    })
    const response = await call('DELETE', `/api/users/${id}`, { cookie: admin })
    expect(response.status).toBe(204)
    const where = { userId: id }
    expect([
      await prisma.user.count({ where: { id } }),
      await prisma.session.count({ where }),
      await prisma.account.count({ where }),
      await prisma.chat.count({ where }),
      await prisma.message.count({ where: { chatId: chat.id } }),
      await prisma.memory.count({ where }),
      await prisma.turn.count({ where }),
    ]).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect((await call('DELETE', `/api/users/${id}`, { cookie: admin })).status).toBe(404)
  })
})

describe('the last admin', () => {
  test('can be neither demoted, banned nor deleted', async () => {
    const { id } = (await services.database.prisma.user.findFirst({ where: { role: 'admin' } }))!
    const demoted = await call('PATCH', `/api/users/${id}`, {
      cookie: admin,
      body: { role: 'user' },
    })
    expect(await errorOf(demoted)).toMatchObject({ status: 409, code: 'last-admin' })
    const banned = await call('PATCH', `/api/users/${id}`, {
      cookie: admin,
      body: { banned: true },
    })
    expect(await errorOf(banned)).toMatchObject({ status: 409, code: 'own-account' })
    const deleted = await call('DELETE', `/api/users/${id}`, { cookie: admin })
    expect(await errorOf(deleted)).toMatchObject({ status: 409, code: 'own-account' })
  })

  test('remains when all admins remove each other at the same time', async () => {
    const { prisma } = services.database
    const first = (await prisma.user.findFirst({ where: { role: 'admin' } }))!
    const others = await Promise.all(
      Array.from({ length: 5 }, (_, i) => addUser(`admin${i}`, { role: 'admin' })),
    )
    const team = [
      { id: first.id, cookie: admin },
      ...(await Promise.all(
        others.map(async ({ id, email }) => ({ id, cookie: await signIn({ email, password }) })),
      )),
    ]
    const responses = await Promise.all(
      team.map(({ cookie }, i) => {
        const path = `/api/users/${team[(i + 1) % team.length]!.id}`
        if (i % 3 === 0) return call('DELETE', path, { cookie })
        const body = i % 3 === 1 ? { role: 'user' } : { banned: true }
        return call('PATCH', path, { cookie, body })
      }),
    )
    expect(responses.every(({ status }) => status < 500)).toBe(true)
    expect(await prisma.user.count({ where: { role: 'admin', banned: false } })).toBe(1)
  })
})
