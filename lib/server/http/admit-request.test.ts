import { once } from 'node:events'
import { createServer, request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseEnv } from '#lib/env.ts'
import { admitRequest } from './admit-request.ts'
import { bodyDeadlineMs, limitBodyTime } from './body-deadline.ts'
import { hostProblem } from './check-host.ts'

let variables: Record<string, string> = {}
const server = createServer((incoming, response) => {
  if (!admitRequest(incoming, response, parseEnv(variables))) return
  response.end(String(incoming.headers['x-lumos-client']))
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function get(headers: Record<string, string> = {}, env: Record<string, string> = {}) {
  variables = env
  const { port } = server.address() as AddressInfo
  const sent = httpRequest({ port, host: '127.0.0.1', headers }).end()
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

test('foreign names are refused on loopback, with words that help', async () => {
  const { status, body } = await get({ host: 'evil.example:3204' })
  expect(status).toBe(403)
  expect(JSON.parse(body)).toMatchObject({ error: { code: 'foreign-host' } })
  expect(body).toMatch(/"evil\.example|evil\.example/)
  expect(body).toContain('LUMOS_URL')
  expect((await get({ host: 'localhost:3000' })).status).toBe(200)
})

const url = { LUMOS_URL: 'https://chat.example.com' }
const open = { HOST: '0.0.0.0' }
test.each([
  [
    {},
    ['localhost', 'LocalHost:3000', '127.0.0.1:3000', '[::1]:3000', 'a.localhost'],
    ['', 'a.example', '10.0.0.5', 'localhost.a.example', '127.0.0.1.a.example'],
  ],
  [
    url,
    ['localhost', 'chat.example.com', 'CHAT.example.com:443', 'chat.example.com:8080'],
    ['a.example', '10.0.0.5', 'chat.example.com.a.example'],
  ],
  [open, ['localhost', '10.0.0.5:3000', 'anything.example'], []],
  [
    { ...open, ...url },
    ['localhost', '10.0.0.5:3000', '[2001:db8::1]', 'chat.example.com'],
    ['a.example'],
  ],
])('with %j %j are taken and %j refused', (env, taken, refused) => {
  const problemOf = (host: string) => hostProblem(host, parseEnv(env))
  expect(taken.map(problemOf)).toEqual(taken.map(() => null))
  for (const host of refused) expect(problemOf(host)).toMatch(/docs\/proxies\.md/)
})

test('every answer has the security headers, and HSTS where the way is https', async () => {
  const plain = await get()
  expect(plain.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  })
  expect(plain.headers['strict-transport-security']).toBeUndefined()
  expect((await get({}, url)).headers['strict-transport-security']).toMatch(/^max-age=\d+$/)
  const refused = await get({ host: 'evil.example' })
  expect(refused.headers['x-content-type-options']).toBe('nosniff')
})

test('server actions are refused before Next.js sees them', async () => {
  const { status, body } = await get({ 'next-action': 'x' })
  expect([status, JSON.parse(body).error.code]).toEqual([400, 'no-server-actions'])
})

test('a client cannot say who it is', async () => {
  expect((await get({ 'x-lumos-client': '203.0.113.1' })).body).toBe('127.0.0.1')
})

test('a body that does not arrive is answered with 408 and its connection closed', async () => {
  const slow = createServer((incoming, response) => limitBodyTime(incoming, response, 20))
  slow.listen(0, '127.0.0.1')
  await once(slow, 'listening')
  const socket = connect((slow.address() as AddressInfo).port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000\r\n\r\nx')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1\.1 408 .*connection: close.*body-too-slow/is)
  slow.close()
  expect(bodyDeadlineMs('/api/chat')).toBe(30_000)
  expect(bodyDeadlineMs('/api/filesystem')).toBe(30_000)
  expect(bodyDeadlineMs('/api/memories/import?x')).toBeGreaterThan(60_000)
})
