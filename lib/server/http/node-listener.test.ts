import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as nextLoopTurn } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createRoute, type Route } from './create-route.ts'
import { EventStream } from './event-stream.ts'
import { nodeListener } from './node-listener.ts'
import { createOpenStreams } from './open-streams.ts'

const user = {
  id: 'u1',
  name: 'Ann',
  email: 'ann@example.com',
  role: 'user' as const,
  memory: true,
}
const openStreams = createOpenStreams()
let isSignedIn = true
const route = createRoute(() => ({
  readSession: async (headers) => (isSignedIn && headers.get('cookie') === 'ann' ? user : null),
  openStreams,
  env: { publicUrl: undefined },
  limits: { count: async () => undefined },
  readKey: async () => null,
  readSignedOutReason: async () => 'signed-out' as const,
}))
const body = z.strictObject({ text: z.string() })
let server: Server | undefined

afterEach(() => {
  isSignedIn = true
  server?.closeAllConnections()
})

async function serve(handler: Route): Promise<string> {
  server = createServer(nodeListener(handler)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function post(url: string, text: string, headers: Record<string, string> = { cookie: 'ann' }) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ text }),
  })
}

test('answers as the route does under Next.js: session, body, errors and headers', async () => {
  const url = await serve(
    route({ access: 'user', body, maxBytes: 1_000 }, async ({ body, user }) => ({
      said: `${user.name}: ${body.text}`,
    })),
  )
  const answered = await post(url, 'hello')
  expect(answered.status).toBe(201)
  expect(await answered.json()).toEqual({ said: 'Ann: hello' })
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answered.headers.get('cache-control')).toBe('no-store')

  expect((await post(url, 'hello', {})).status).toBe(401)
  expect((await post(url, 'hello', { cookie: 'ann', origin: 'http://evil.test' })).status).toBe(403)
  const tooLarge = await post(url, 'x'.repeat(5_000_000))
  expect(tooLarge.status).toBe(413)
  expect((await tooLarge.json()).error.code).toBe('too-large')
  const broken = await fetch(url, {
    method: 'POST',
    headers: { cookie: 'ann', 'content-type': 'application/json' },
    body: '{',
  })
  expect((await broken.json()).error.code).toBe('bad-json')
})

test('sends a stream chunk by chunk, with the headers that proxies need', async () => {
  const step = Promise.withResolvers<void>()
  async function* events() {
    yield Buffer.from('one ')
    await step.promise
    yield Buffer.from('two')
  }
  const stream = route({ access: 'user' }, async () => new EventStream(events(), { 'x-turn': '7' }))
  const response = await fetch(await serve(stream), { headers: { cookie: 'ann' } })
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  expect(response.headers.get('x-turn')).toBe('7')
  const reader = response.body?.getReader()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('one ')
  step.resolve()
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('two')
  expect((await reader?.read())?.done).toBe(true)
})

test('a stream that fails breaks the connection, and nothing else', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const arrived = Promise.withResolvers<void>()
  const stream = route({ access: 'user' }, async () => {
    async function* events() {
      yield Buffer.from('one')
      await arrived.promise
      throw new Error('The log is gone.')
    }
    return new EventStream(events())
  })
  const response = await fetch(await serve(stream), { headers: { cookie: 'ann' } })
  arrived.resolve()
  await expect(response.text()).rejects.toThrow()
  expect(String(log.mock.calls[0]?.[0])).toContain('The log is gone.')
  log.mockRestore()
})

test('a client that leaves ends the reading', async () => {
  const left = Promise.withResolvers<void>()
  const stream = route({ access: 'user' }, async ({ signal }) => {
    async function* events() {
      yield Buffer.from('one')
      await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
      left.resolve()
    }
    return new EventStream(events())
  })
  const call = request(await serve(stream), { headers: { cookie: 'ann' } }).end()
  const [response] = await once(call, 'response')
  await once(response, 'data')
  call.on('error', () => undefined).destroy()
  await left.promise
})

test('a reader whose session ends is cut off, however slowly it reads', async () => {
  const left = Promise.withResolvers<void>()
  const stream = route({ access: 'user' }, async ({ signal }) => {
    async function* events() {
      while (!signal.aborted) yield await nextLoopTurn(Buffer.alloc(65_536, 'x'))
      left.resolve()
    }
    return new EventStream(events())
  })
  const url = await serve(stream)
  const read = async () => (await fetch(url, { headers: { cookie: 'ann' } })).body?.getReader()
  const reader = await read()
  await reader?.read()
  await openStreams.review('u1')
  expect((await reader?.read())?.done).toBe(false)
  isSignedIn = false
  await openStreams.review('somebody else')
  expect((await reader?.read())?.done).toBe(false)
  await openStreams.review('u1')
  await left.promise
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toThrow()
})

test('a client that does not read is not written to without end', async () => {
  let taken = 0
  const block = Buffer.alloc(65_536, 'x')
  const stream = route({ access: 'user' }, async () => {
    async function* events() {
      while (taken < 2_000) {
        taken += 1
        yield block
        await nextLoopTurn()
      }
    }
    return new EventStream(events())
  })
  const { port } = new URL(await serve(stream))
  const socket = connect(Number(port), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nhost: lumos.test\r\ncookie: ann\r\n\r\n')
  await once(socket, 'readable')
  let before = -1
  // The socket's buffers are full when nothing is taken for 200 turns of the event loop.
  for (let still = 0; still < 200; still = taken === before ? still + 1 : 0) {
    before = taken
    await nextLoopTurn()
  }
  expect(taken).toBeLessThan(500)
  socket.destroy()
})

test('a client that leaves in the middle of its body is no failure of ours', async () => {
  const log = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const handler = route({ access: 'user', body }, async () => ({}))
  const { answer } = handler
  const answered = Promise.withResolvers<Response | EventStream>()
  handler.answer = async (request) => {
    const response = await answer(request)
    answered.resolve(response)
    return response
  }
  const { port } = new URL(await serve(handler))
  const socket = connect(Number(port), '127.0.0.1')
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nCookie: ann\r\nContent-Type: application/json\r\n'
  socket.write(`${head}Content-Length: 100\r\n\r\n{"text":`)
  await once(server as Server, 'request')
  socket.resetAndDestroy()
  expect(await answered.promise).toMatchObject({ status: 400 })
  expect(log).not.toHaveBeenCalled()
  log.mockRestore()
})

test('a Host header that no URL takes is no reason to fall', async () => {
  const handler = route({ access: 'user', body }, async ({ body }) => ({ said: body.text }))
  const { port } = new URL(await serve(handler))
  const socket = connect(Number(port), '127.0.0.1')
  const head = 'POST / HTTP/1.1\r\nHost: [\r\nCookie: ann\r\nConnection: close\r\n'
  const json = '{"text":"hello"}'
  socket.write(
    `${head}Content-Type: application/json\r\nContent-Length: ${json.length}\r\n\r\n${json}`,
  )
  let answer = ''
  for await (const chunk of socket) answer += chunk
  expect(answer).toMatch(/^HTTP\/1.1 201 /)
})
