import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Page } from '@playwright/test'
import {
  chooseAgent,
  createAgent,
  deleteAgent,
  headers,
  send,
  ttfbMsOf,
  wholeAnswer,
} from '../support/chat.ts'
import { expect, test } from '../support/test.ts'

/** Duration of a distant provider's handshake. */
const handshakeMs = 1_500

/** A provider to which new connections take long, like one on another continent. */
async function startFarProvider() {
  const known = new Set<Socket>()
  const server = createServer(async (request, response) => {
    const isNew = !known.has(request.socket)
    known.add(request.socket)
    if (isNew) await new Promise((resolve) => setTimeout(resolve, handshakeMs))
    if (request.method !== 'POST') return response.end('{}')
    if (!request.url?.endsWith('/chat/completions')) return response.writeHead(404).end('{}')
    response.setHeader('content-type', 'text/event-stream')
    const chunk = { choices: [{ index: 0, delta: { content: 'Here.' }, finish_reason: 'stop' }] }
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`)
  })
  // On a busy machine, seconds pass between two requests.
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const opened = once(server, 'request')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Resolves when the first request is answered. */
    async warmed() {
      const [, response] = await opened
      if (!response.closed) await once(response, 'close')
    },
    async close() {
      const closed = server[Symbol.asyncDispose]()
      server.closeAllConnections()
      await closed
    },
  }
}

async function addAgent(page: Page, name: string, baseUrl: string) {
  const data = { name, baseUrl, apiKey: 'sk-journey-000000' }
  const provider = await (await page.request.post('/api/providers', { headers, data })).json()
  const agent = await createAgent(page.request, { name, model: `${provider.slug}/model` })
  return async () => {
    await deleteAgent(page.request, agent.id)
    await page.request.delete(`/api/providers/${provider.id}`, { headers })
  }
}

test('while the user types, the connection is opened: the first message does not wait for it', async ({
  page,
}) => {
  const cold = await startFarProvider()
  const removeCold = await addAgent(page, 'Cold', cold.url)
  await page.route('**/api/prewarm', (route) => route.abort())
  await page.goto('/')
  await chooseAgent(page, 'Cold')
  await send(page, 'Hello')
  await wholeAnswer(page, 1)
  expect(await ttfbMsOf(page)).toBeGreaterThan(handshakeMs)
  await page.unroute('**/api/prewarm')

  const warm = await startFarProvider()
  const removeWarm = await addAgent(page, 'Warm', warm.url)
  await page.goto('/')
  await chooseAgent(page, 'Warm')
  const prewarmed = page.waitForResponse('**/api/prewarm')
  await page.getByTestId('composer').pressSequentially('Hello')
  expect((await prewarmed).status()).toBe(204)
  await warm.warmed()
  await page.getByTestId('send').click()
  await wholeAnswer(page, 1)
  expect(await ttfbMsOf(page)).toBeLessThan(handshakeMs)

  await removeCold()
  await removeWarm()
  await cold.close()
  await warm.close()
})
