import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook as Verifier } from 'standardwebhooks'
import { expect } from 'vitest'
import type { Delivery } from '#lib/contracts/webhooks/delivery.ts'
import type { WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'
import { cookie } from '../chat/testing.ts'
import { call, post } from '../testing.ts'

interface Received {
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** A receiver of webhooks on loopback, which answers 204 unless told otherwise. */
export async function startReceiver() {
  const received: Received[] = []
  const answers = new Map<string, (response: ServerResponse) => void>()
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    received.push({ path, headers: request.headers, body: await text(request) })
    const answer = answers.get(path)
    if (answer) answer(response)
    else response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** Sets how requests to a path are answered from now on. */
    answer: (path: string, how: (response: ServerResponse) => void) => answers.set(path, how),
    /** What arrived at a path, with what it says. */
    at: (path: string) =>
      received
        .filter((each) => each.path === path)
        .map((each) => ({ ...each, payload: JSON.parse(each.body) })),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export async function addWebhook(url: string, fields: object = {}): Promise<WebhookWithSecret> {
  const body = { name: 'Receiver', url, events: ['backup.failed'], ...fields }
  const response = await post('/api/webhooks', { cookie, body })
  expect(response.status).toBe(201)
  return response.json()
}

/** The deliveries of a webhook, newest first. */
export async function deliveriesOf(webhookId: string): Promise<Delivery[]> {
  const path = `/api/webhooks/deliveries?webhookId=${webhookId}`
  return (await (await call('GET', path, { cookie })).json()).items
}

/** @throws Error for a signature that is not of this secret */
export function verify(secret: string, { body, headers }: Received): unknown {
  return new Verifier(secret).verify(body, headers as Record<string, string>)
}
