import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startProvider } from '#lib/providers/testing.ts'
import { cookie, createAgent, readChat, services, setUpTurns } from '../chat/testing.ts'
import { hearInstances } from '../cluster/hear-instances.ts'
import { call, post, signIn } from '../testing.ts'
import {
  openSocket,
  resumeFrame,
  sendFrame,
  startSocketServer,
  type TestSocket,
} from './testing.ts'

setUpTurns()

let server: Awaited<ReturnType<typeof startSocketServer>>
let stopHearing: () => Promise<void>
const open: TestSocket[] = []

beforeAll(async () => {
  server = await startSocketServer(services, { mostFrames: 100 })
  stopHearing = (await hearInstances(services)).close
})
afterEach(() => {
  for (const { socket } of open.splice(0)) socket.terminate()
})
afterAll(async () => {
  server.stop()
  await stopHearing()
})

async function connect(headers: Record<string, string> = {}): Promise<TestSocket> {
  const opened = await openSocket(server.url, { cookie, origin: server.origin, ...headers })
  open.push(opened)
  return opened
}

const slow = 'sim:ttfb=1,gap=5,tokens=400'
const slowText = Array.from({ length: 400 }, (_, at) => `tok${at}`).join(' ')
const endless = 'sim:ttfb=1,gap=5,tokens=100000'

const isTextOf = (requestId: string) => (frame: TestSocket['frames'][number]) =>
  frame.requestId === requestId && frame.chunk?.type === 'text-delta'
const isEndOf = (requestId: string) => (frame: TestSocket['frames'][number]) =>
  frame.requestId === requestId && ['end', 'error', 'no-active'].includes(frame.type)

test('chunks are numbered from 0, and a resume goes on after any of them', async () => {
  const chatId = crypto.randomUUID()
  const [first, second] = [await connect(), await connect()]
  const asked = sendFrame(chatId, await createAgent(slow))
  first.send(asked)
  await first.wait(({ chunk }) => chunk?.delta?.includes('tok9') ?? false)
  const had = first.frames.slice()
  first.socket.terminate()
  const resumed = resumeFrame(chatId, had.at(-1)?.sequence)
  second.send(resumed)
  await second.wait(isEndOf(resumed.requestId))
  expect(second.frames[0]?.type).toBe('start')
  const chunks = [...had, ...second.frames.filter(({ type }) => type === 'chunk')]
  expect(chunks.map(({ sequence }) => sequence)).toEqual(chunks.map((_, at) => at))
  expect(chunks.map(({ chunk }) => chunk?.delta ?? '').join('')).toBe(slowText)
})

test('runs of several chats share a socket', async () => {
  const socket = await connect()
  const agentId = await createAgent(slow)
  const asked = [sendFrame(crypto.randomUUID(), agentId), sendFrame(crypto.randomUUID(), agentId)]
  for (const frame of asked) socket.send(frame)
  for (const { requestId } of asked) {
    await socket.wait(isEndOf(requestId))
    expect(socket.text(requestId)).toBe(slowText)
  }
})

test('an abort stops only the run that its request has begun', async () => {
  const chatId = crypto.randomUUID()
  const agentId = await createAgent(endless)
  const [first, second] = [await connect(), await connect()]
  const asked = sendFrame(chatId, agentId)
  first.send(asked)
  await first.wait(isTextOf(asked.requestId))
  const refused = sendFrame(chatId, agentId)
  second.send(refused)
  second.send({ type: 'abort', requestId: refused.requestId })
  second.send({ type: 'abort', requestId: 'unknown' })
  expect(await second.wait(isEndOf(refused.requestId))).toMatchObject({ type: 'error' })
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'streaming' })
  first.send({ type: 'abort', requestId: asked.requestId })
  expect(await first.wait(isEndOf(asked.requestId))).toMatchObject({ type: 'end' })
  expect((await readChat(chatId)).messages[1]).toMatchObject({ status: 'stopped' })
})

test('an answer is continued by the fields of the body', async () => {
  const socket = await connect()
  const chatId = crypto.randomUUID()
  const asked = sendFrame(chatId, await createAgent(endless))
  socket.send(asked)
  await socket.wait(isTextOf(asked.requestId))
  socket.send({ type: 'abort', requestId: asked.requestId })
  await socket.wait(isEndOf(asked.requestId))
  const messageId = (await readChat(chatId)).messages[1]?.id
  const body = { trigger: 'continue-message', messageId }
  const again = { ...asked, requestId: 'again', messages: [], body }
  socket.send(again)
  await socket.wait(isTextOf('again'))
  socket.send({ type: 'abort', requestId: 'again' })
  await socket.wait(isEndOf('again'))
  expect((await readChat(chatId)).messages).toHaveLength(2)
})

test('other sites and callers without a session are refused at the handshake', async () => {
  const foreign = ['https://evil.example', 'null', `${server.origin}9`, `${server.origin}.example`]
  for (const origin of foreign) await expect(connect({ origin })).rejects.toThrow('403')
  await expect(connect({ cookie: '' })).rejects.toThrow('401')
  await expect(connect({ cookie: 'lumos.session_token=a.AAAA' })).rejects.toThrow('401')
  await expect(
    connect({ host: 'rebound.example', origin: 'http://rebound.example' }),
  ).rejects.toThrow('403')
  const { key } = await (
    await post('/api/keys', { cookie, body: { name: 'Key', scopes: ['agents'] } })
  ).json()
  await expect(connect({ authorization: `Bearer ${key}` })).rejects.toThrow('403')
})

test('requests for other paths and protocols are ordinary requests', async () => {
  const headers = { connection: 'upgrade', upgrade: 'websocket' }
  await expect(openSocket(server.url.replace('/api/ws', '/api/chat'), headers)).rejects.toThrow(
    '200',
  )
})

test.each([
  ['no JSON', 'not json', 1008],
  ['a list', '[]', 1008],
  ['an unknown type', '{"type":"dance","requestId":"x"}', 1008],
  ['a request without its fields', '{"type":"send"}', 1008],
  ['messages that are none', { ...sendFrame(crypto.randomUUID(), ''), messages: 'no' }, 1008],
  ['more than a megabyte', 'x'.repeat(1_100_000), 1009],
])('a frame with %s closes its socket and no other', async (_, frame, code) => {
  const [good, bad] = [await connect(), await connect()]
  bad.send(frame)
  expect((await bad.closed)[0]).toBe(code)
  const asked = resumeFrame(crypto.randomUUID())
  good.send(asked)
  expect(await good.wait(isEndOf(asked.requestId))).toMatchObject({ type: 'no-active' })
})

test('bytes, repeated ids and too many frames close the socket', async () => {
  const binary = await connect()
  binary.socket.send(Buffer.from([0, 255, 254]))
  expect((await binary.closed)[0]).toBe(1003)

  const repeated = await connect()
  const asked = sendFrame(crypto.randomUUID(), await createAgent(endless))
  repeated.send(asked)
  repeated.send(asked)
  expect((await repeated.closed)[0]).toBe(1008)

  const hasty = await connect()
  for (let at = 0; at <= 100; at++) hasty.send({ type: 'abort', requestId: 'unknown' })
  expect(await hasty.closed).toEqual([1008, 'Too many frames.'])
})

test('a user has a limited number of sockets, and gets one when another is closed', async () => {
  const tries = await Promise.allSettled(Array.from({ length: 34 }, () => connect()))
  const sockets = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  expect(sockets).toHaveLength(30)
  await expect(connect()).rejects.toThrow('429')
  sockets[0]?.socket.close()
  await sockets[0]?.closed
  await expect.poll(() => connect().then(() => 'open', String), { timeout: 30_000 }).toBe('open')
})

test('prewarming over the socket asks the provider ahead of the message', async () => {
  const prewarmed = Promise.withResolvers<string>()
  const provider = await startProvider((request, response) => {
    prewarmed.resolve(`${request.method} ${request.url}`)
    response.end('{}')
  })
  try {
    const body = { name: 'Ahead', baseUrl: `${provider.url}/v1`, apiKey: 'sk-ahead' }
    const { slug } = await (await post('/api/providers', { cookie, body })).json()
    const agent = { name: 'Agent', model: `${slug}/model` }
    const { id: agentId } = await (await post('/api/agents', { cookie, body: agent })).json()
    const socket = await connect()
    socket.send({ type: 'prewarm', body: { agentId } })
    expect(await prewarmed.promise).toMatch(/^GET \/v1\/models/)
  } finally {
    await provider.close()
  }
})

/** Another user's socket with a stream. */
async function startStream(email: string) {
  const body = { name: 'Other', email, password: 'correct horse' }
  const { id } = await (await post('/api/users', { cookie, body })).json()
  const own = await signIn(body)
  const socket = await connect({ cookie: own })
  const asked = sendFrame(crypto.randomUUID(), await createAgent(endless))
  socket.send(asked)
  await socket.wait(isTextOf(asked.requestId))
  return { id, own, socket, body }
}

test('a sign-out, a new password and a ban end the socket at once', async () => {
  const signedOut = await startStream('out@example.com')
  await post('/api/auth/sign-out', { cookie: signedOut.own, body: {} })
  expect(await signedOut.socket.closed).toEqual([1008, 'The session has ended.'])

  const changed = await startStream('changed@example.com')
  await call('PATCH', `/api/users/${changed.id}`, { cookie, body: { password: 'another horse' } })
  expect((await changed.socket.closed)[0]).toBe(1008)

  const banned = await startStream('banned@example.com')
  await call('PATCH', `/api/users/${banned.id}`, { cookie, body: { banned: true } })
  expect((await banned.socket.closed)[0]).toBe(1008)
  await expect(connect({ cookie: banned.own })).rejects.toThrow('401')
})

test('a ban on another instance ends the socket, too', async () => {
  const { id, socket } = await startStream('elsewhere@example.com')
  await services.database.prisma.user.update({ where: { id }, data: { banned: true } })
  expect((await socket.closed)[0]).toBe(1008)
})
