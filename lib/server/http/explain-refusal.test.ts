import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explainMethods, refusals, refuse } from './explain-refusal.ts'

const server = createServer((request, response) => {
  if (request.url === '/unreadable') return refuse(response, refusals[400])
  explainMethods(response)
  if (request.method === 'GET') return response.end('fine')
  // Next.js answers in this way, with and without compression.
  response.statusCode = 405
  if (request.method === 'PUT') response.flushHeaders()
  // A route with words of its own.
  if (request.url === '/written') response.write(Buffer.from('own'))
  if (request.url === '/ended') return response.end(Buffer.from('own'))
  response.end()
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => server[Symbol.asyncDispose]())

async function send(method: string, path: string) {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  }
}

test('a method that a route lacks is refused in words', async () => {
  for (const method of ['PUT', 'DELETE']) {
    const { status, type, text } = await send(method, '/')
    expect([status, type]).toEqual([405, 'application/json'])
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'method-not-allowed' } })
  }
  expect(await send('GET', '/')).toMatchObject({ status: 200, text: 'fine' })
  expect((await send('HEAD', '/')).text).toBe('')
})

test.each(['/written', '/ended'])('a refusal with a body keeps it: %s', async (path) => {
  expect(await send('DELETE', path)).toMatchObject({ status: 405, text: 'own' })
})

test('refusals below /v1 have the format of OpenAI', async () => {
  const { text } = await send('DELETE', '/v1/models')
  const code = 'method_not_allowed'
  expect(JSON.parse(text).error).toMatchObject({ type: 'invalid_request_error', param: null, code })
})

test('an address that cannot be read is refused in words', async () => {
  const { status, text } = await send('GET', '/unreadable')
  expect([status, JSON.parse(text)]).toMatchObject([400, { error: { code: 'bad-request' } }])
})
