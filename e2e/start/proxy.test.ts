import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { type LumosProcess, removeDataDirs, startLumos } from './lumos-process.ts'
import { startNginx } from './nginx.ts'

let lumos: LumosProcess
let nginx: Awaited<ReturnType<typeof startNginx>>
/**
 * A badly configured proxy: it buffers answers, and ends connections that are silent longer than a
 * heartbeat.
 */
let careless: Awaited<ReturnType<typeof startNginx>>
let cookie: string

beforeAll(async () => {
  lumos = await startLumos()
  await lumos.ready
  nginx = await startNginx(lumos.url)
  careless = await startNginx(lumos.url, { readTimeoutS: 16, hasDefaults: true })
  const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' }
  const response = await send(nginx.url, 'POST', '/api/auth/sign-up/email', account)
  expect(response.status).toBe(200)
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  cookie = cookies.join('; ')
})
afterAll(async () => {
  await nginx.stop()
  await careless.stop()
  lumos.signalGroup('SIGINT')
  await lumos.ended
  await removeDataDirs()
})

/** A request as a browser sends it that only knows the proxy's address. */
function send(url: string, method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: url, ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  })
}

async function ask(url: string, model: string): Promise<{ chatId: string; response: Response }> {
  const agent = { name: 'Agent', model: `demo/${model}` }
  const { id: agentId } = await (await send(nginx.url, 'POST', '/api/agents', agent)).json()
  const message = { id: 'm', role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
  const chatId = crypto.randomUUID()
  return {
    chatId,
    response: await send(url, 'POST', '/api/chat', { id: chatId, agentId, message }),
  }
}

test.each([
  ['as documented', () => nginx],
  ['with its defaults', () => careless],
])('the first token passes nginx %s while the second is far away', async (_, proxy) => {
  const { url } = proxy()
  const { chatId, response } = await ask(url, 'sim:ttfb=50,gap=600000,tokens=2')
  expect(response.headers.get('content-encoding')).toBeNull()
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('tok0')) text += (await reader?.read())?.value ?? ''
  expect(text).not.toContain('[DONE]')

  const resumed = await send(url, 'GET', `/api/chat/${chatId}/stream`)
  const second = resumed.body?.pipeThrough(new TextDecoderStream()).getReader()
  let again = ''
  while (!again.includes('tok0')) again += (await second?.read())?.value ?? ''

  expect((await send(url, 'POST', `/api/chat/${chatId}/stop`)).status).toBeLessThan(300)
  await reader?.cancel()
  await second?.cancel()
})

test('a model that is silent for longer than the proxy waits does not lose its connection', async () => {
  const { response } = await ask(careless.url, 'sim:ttfb=18000,gap=1,tokens=3')
  const text = await response.text()
  expect(text).toContain(': keep-alive')
  expect(text).toContain('tok2')
})

test('answers pass nginx over a WebSocket, and one that drops the upgrade refuses it', async () => {
  const agent = { name: 'Agent', model: 'demo/sim:ttfb=50,gap=600000,tokens=2' }
  const { id: agentId } = await (await send(nginx.url, 'POST', '/api/agents', agent)).json()
  const open = (url: string) => {
    const address = `${url.replace('http', 'ws')}/api/ws`
    return new WebSocket(address, { headers: { cookie, origin: url } })
  }
  const refused = open(careless.url)
  const [, { statusCode }] = await once(refused, 'unexpected-response')
  expect(statusCode).toBe(426)
  refused.on('error', () => undefined).terminate()

  const socket = open(nginx.url)
  await once(socket, 'open')
  const message = { id: 'm', role: 'user', parts: [{ type: 'text', text: 'Hello' }] }
  const id = crypto.randomUUID()
  const request = { requestId: 'r', id, headers: {}, body: { agentId } }
  const frame = { type: 'send', trigger: 'submit-message', messages: [message], ...request }
  const arrived = new Promise<void>((resolve) =>
    socket.on('message', (data) => {
      if (String(data).includes('tok0')) resolve()
    }),
  )
  socket.send(JSON.stringify(frame))
  await arrived
  socket.send(JSON.stringify({ type: 'abort', requestId: 'r' }))
  socket.terminate()
})

test('nginx keeps the assets, which may be kept for ever, and nothing else', async () => {
  const page = await fetch(`${nginx.url}/sign-in`)
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(await page.text()) ?? []
  const first = await fetch(`${nginx.url}${script}`)
  await first.arrayBuffer()
  const again = await fetch(`${nginx.url}${script}`)
  expect(await again.text()).not.toBe('')
  expect(first.headers.get('x-cache-status')).toBe('MISS')
  expect(again.headers.get('x-cache-status')).toBe('HIT')
  expect(again.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(again.headers.get('content-encoding')).toBe('gzip')
  expect((await fetch(`${nginx.url}/icon.svg`)).headers.get('cache-control')).toBe(
    'public, max-age=31536000, immutable',
  )
  expect(page.headers.get('cache-control')).toMatch(/no-store/)
  expect((await send(nginx.url, 'GET', '/api/agents')).headers.get('cache-control')).toBe(
    'no-store',
  )
})

test('another site’s page is refused behind nginx as well', async () => {
  const response = await fetch(`${nginx.url}/api/agents`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://evil.example', cookie },
    body: '{}',
  })
  expect(response.status).toBe(403)
})
