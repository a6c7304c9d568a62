import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import { createRoute, type Route } from './create-route.ts'
import { EventStream } from './event-stream.ts'
import { createOpenStreams } from './open-streams.ts'

const user = {
  id: 'u1',
  name: 'Ann',
  email: 'ann@example.com',
  role: 'user' as const,
  memory: true,
}
const routeServices = {
  readSession: async (): Promise<typeof user | null> => user,
  openStreams: createOpenStreams(),
  env: { publicUrl: undefined },
  limits: { count: async () => undefined },
  readKey: async () => null,
  readSignedOutReason: async () => 'signed-out' as const,
}
const route = createRoute(() => routeServices)

function call(handler: Route, init: RequestInit = {}, path = '/api/things/7') {
  const params = Promise.resolve({ id: '7' })
  return handler(new Request(`http://lumos.test${path}`, init), { params })
}

test('gives the handler what was checked and parsed, with the time of receipt', async () => {
  const schema = z.strictObject({ name: z.string().trim() })
  const before = performance.now()
  const handler = route(
    { access: 'user', body: schema, query: z.strictObject({ limit: z.coerce.number() }) },
    async ({ user, body, query, params, receivedAt, signal }) => ({
      who: user.id,
      body,
      query,
      params,
      isTimely: receivedAt >= before && receivedAt <= performance.now(),
      isLive: !signal.aborted,
    }),
  )
  expect(handler.spec.access).toBe('user')
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  const init = { method: 'PATCH', headers, body: '{"name":" x "}' }
  const response = await call(handler, init, '/api/things/7?limit=3')
  expect(await response.json()).toEqual({
    who: 'u1',
    body: { name: 'x' },
    query: { limit: 3 },
    params: { id: '7' },
    isTimely: true,
    isLive: true,
  })
})

test('answers 201 to POST, 200 otherwise, 204 to null, and what the handler made itself', async () => {
  const thing = route({ access: 'user' }, async () => ({ id: '7' }))
  const nothing = route({ access: 'user' }, async () => null)
  const own = route({ access: 'user' }, async () => new Response('x', { status: 202 }))
  const created = await call(thing, { method: 'POST' })
  expect(created.status).toBe(201)
  expect(created.headers.get('cache-control')).toBe('no-store')
  expect((await call(thing)).status).toBe(200)
  expect((await call(thing, { method: 'PATCH' })).status).toBe(200)
  expect((await call(nothing, { method: 'DELETE' })).status).toBe(204)
  expect((await call(own)).status).toBe(202)
})

test('tells an expected failure and keeps an unexpected one to the log', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const expected = route({ access: 'user' }, async () => {
    const displayMessage = 'The kettle is empty.'
    throw new AppError({ code: 'no-water', status: 409, displayMessage, field: 'water' })
  })
  const response = await call(expected)
  expect(response.status).toBe(409)
  expect(await response.json()).toEqual({
    error: { code: 'no-water', message: 'The kettle is empty.', field: 'water' },
  })
  expect(log).not.toHaveBeenCalled()

  const unexpected = route({ access: 'user' }, () => {
    throw new Error('connection to db.internal lost')
  })
  const failed = await call(unexpected, {}, '/api/things/7?token=geheim')
  expect(failed.status).toBe(500)
  const { error } = (await failed.json()) as { error: { code: string; message: string } }
  expect(error.code).toBe('internal')
  expect(error.message).not.toContain('db.internal')
  const lines = log.mock.calls.map(([line]) => String(line))
  log.mockRestore()
  expect(lines).toHaveLength(1)
  const logged = JSON.parse(lines[0]!) as { id: string; path: string; message: string }
  expect(error.message).toContain(logged.id)
  expect(logged).toMatchObject({ path: '/api/things/7', message: 'connection to db.internal lost' })
  expect(lines[0]).not.toContain('geheim')
})

test('a public route answers before the services are there', async () => {
  const starting = createRoute((): typeof routeServices => {
    throw new AppError({ code: 'starting', status: 503, displayMessage: 'Lumos is starting.' })
  })
  const health = starting({ access: 'public' }, async () => ({ status: 'ok' }))
  const ready = starting({ access: 'public' }, async ({ services }) => services)
  const chats = starting({ access: 'user' }, async () => ({}))
  expect((await call(health)).status).toBe(200)
  expect((await call(ready)).status).toBe(503)
  expect((await call(chats)).status).toBe(503)
})

test('what need not wait for the session begins beside it, and only its handler gets it', async () => {
  const session = Promise.withResolvers<typeof user | null>()
  const begun = Promise.withResolvers<void>()
  const beginReads = vi.fn(() => begun.resolve())
  const beside = createRoute(() => ({
    readSession: () => session.promise,
    openStreams: createOpenStreams(),
    env: { publicUrl: undefined },
    limits: { count: async () => undefined },
    readKey: async () => null,
    readSignedOutReason: async () => 'signed-out' as const,
  }))
  const handle = vi.fn(async () => ({}))
  const handler = beside(
    { access: 'user', body: z.strictObject({ name: z.string() }), beginReads },
    handle,
  )
  const headers = { 'content-type': 'application/json' }
  const answers = ['{"name":"x"}', '{"nom":"x"}'].map((body) =>
    call(handler, { method: 'POST', headers, body }),
  )
  await begun.promise
  expect(handle).not.toHaveBeenCalled()
  session.resolve(null)
  const statuses = (await Promise.all(answers)).map(({ status }) => status)
  expect(statuses).toEqual([401, 401])
  expect(beginReads).toHaveBeenCalledOnce()
  expect(handle).not.toHaveBeenCalled()
})

test('nothing begins for who has no session of ours, nor is the body read', async () => {
  const beginReads = vi.fn()
  const strangers = createRoute(() => ({
    readSession: () => null,
    openStreams: createOpenStreams(),
    env: { publicUrl: undefined },
    limits: { count: async () => undefined },
    readKey: async () => null,
    readSignedOutReason: async () => 'signed-out' as const,
  }))
  const handler = strangers(
    { access: 'user', body: z.strictObject({}), beginReads },
    async () => ({}),
  )
  const headers = { 'content-type': 'application/json' }
  expect((await call(handler, { method: 'POST', headers, body: '{' })).status).toBe(401)
  expect(beginReads).not.toHaveBeenCalled()
})

test('no answer may be kept by a cache, whoever made it', async () => {
  const results = [
    () => ({}),
    () => null,
    () => Response.json([]),
    () => Promise.reject(notFound('thing')),
  ]
  for (const result of results) {
    const response = await call(route({ access: 'user' }, async () => result()))
    expect(response.headers.get('cache-control')).toBe('no-store')
  }
})

test('a stream that breaks off leaves no timer behind', async () => {
  vi.useFakeTimers()
  async function* events() {
    yield Buffer.from('one')
    throw new Error('broken off')
  }
  const broken = route({ access: 'user' }, async () => new EventStream(events()))
  const response = await call(broken)
  expect(vi.getTimerCount()).toBe(1)
  await expect(response.text()).rejects.toThrow('broken off')
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
