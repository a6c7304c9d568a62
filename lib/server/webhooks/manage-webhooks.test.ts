import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteOldDeliveries } from '#lib/db/repositories/webhook-deliveries.ts'
import { cookie, services, setUpTurns } from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { publishEvent } from './publish-event.ts'
import { startWebhooks } from './start-webhooks.ts'
import { addWebhook, deliveriesOf, type Receiver, startReceiver, verify } from './testing.ts'

setUpTurns()

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
  await startWebhooks(services)
})
afterAll(() => receiver.close())

const secretForm = /^whsec_[A-Za-z0-9+/]{43}=$/

test('a secret is shown once, stored encrypted, and in no list or log', async () => {
  const { id, secret } = await addWebhook(`${receiver.origin}/hook/of-the-receiver`)
  expect(secret).toMatch(secretForm)
  const rotated = await post(`/api/webhooks/${id}/rotate`, { cookie })
  const { secret: second, formerSecretUntil } = await rotated.json()
  expect(second).toMatch(secretForm)
  expect(Date.parse(formerSecretUntil)).toBeGreaterThan(Date.now())
  await call('PATCH', `/api/webhooks/${id}`, { cookie, body: { name: 'Renamed' } })
  await call('PATCH', `/api/webhooks/${id}`, { cookie, body: { url: `${receiver.origin}/other` } })
  await call('DELETE', `/api/webhooks/${id}`, { cookie })
  const { items } = await (await call('GET', '/api/audit?action=webhook', { cookie })).json()
  const actions = ['deleted', 'changed', 'changed', 'secret-rotated', 'created']
  expect(items.map(({ action }: { action: string }) => action)).toEqual(
    actions.map((each) => `webhook.${each}`),
  )
  expect(items[1]).toMatchObject({ to: { address: 'changed' } })
  expect(items[2]).toMatchObject({ from: { name: 'Receiver' }, to: { name: 'Renamed' } })

  const other = await addWebhook(`${receiver.origin}/hook`)
  const { rows } = await services.database.pool.query('SELECT w::text AS row FROM "Webhook" w')
  const listed = await (await call('GET', '/api/webhooks', { cookie })).text()
  const everything = JSON.stringify([items, rows, listed])
  for (const each of [secret, second, other.secret]) expect(everything).not.toContain(each.slice(6))
  expect(everything).not.toContain('of-the-receiver')
})

test.each([
  ['http://169.254.169.254/latest', 'address-refused'],
  ['ftp://example.com', 'invalid-input'],
  ['https://ada:secret@example.com/hook', 'invalid-input'],
])('%s cannot be an address', async (url, code) => {
  const body = { name: 'Wrong', url, events: ['turn.ended'] }
  const response = await post('/api/webhooks', { cookie, body })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ error: { code, field: 'url' } })
})

test.each([
  ['http://127.0.0.1:9/hook', 'address-refused'],
  ['http://example.com/hook', 'https-needed'],
])('where private addresses are refused, so is %s', async (url, code) => {
  const { id } = await addWebhook('https://example.com/hook')
  const { env } = services
  services.env = { ...env, arePrivateProvidersAllowed: false }
  try {
    const body = { url }
    const response = await call('PATCH', `/api/webhooks/${id}`, { cookie, body })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code, field: 'url' } })
  } finally {
    services.env = env
  }
})

test('a webhook without an event, and an unknown event, are refused', async () => {
  for (const events of [[], ['turn.began']]) {
    const body = { name: 'Wrong', url: receiver.origin, events }
    expect((await post('/api/webhooks', { cookie, body })).status).toBe(400)
  }
})

test('a test is sent at once, also while the webhook is off, and not again if it fails', async () => {
  const { id, secret } = await addWebhook(`${receiver.origin}/try`, { enabled: false })
  const response = await post(`/api/webhooks/${id}/test`, { cookie })
  expect(response.status).toBe(201)
  expect(await response.json()).toMatchObject({ webhookId: id, type: 'webhook.test' })
  await expect.poll(async () => (await deliveriesOf(id))[0]?.status).toBe('delivered')
  const [request] = receiver.at('/try')
  if (!request) throw new Error('Nothing arrived.')
  const data = { webhook: { id, name: 'Receiver' } }
  expect(verify(secret, request)).toMatchObject({ type: 'webhook.test', data })

  receiver.answer('/try', (answer) => answer.writeHead(500).end())
  await post(`/api/webhooks/${id}/test`, { cookie })
  const newest = async () => (await deliveriesOf(id))[0]
  await expect.poll(async () => (await newest())?.status).toBe('failed')
  expect(await newest()).toMatchObject({ attempts: 1, nextAttemptAt: null })
})

test('a delivery is sent again with the same id, by an admin who asks', async () => {
  const { id } = await addWebhook(`${receiver.origin}/again`, { events: ['breaker.opened'] })
  const data = {
    ...{ model: 'sim/m', provider: 'sim', reason: 'unreachable', instanceId: 'here' },
    nextTrialAt: new Date(0).toISOString(),
  }
  const event = { id: 'again', type: 'breaker.opened' as const, at: new Date(0), data }
  await publishEvent(services.jobs, event)
  await expect.poll(async () => (await deliveriesOf(id))[0]?.status).toBe('delivered')
  const [delivery] = await deliveriesOf(id)
  const path = `/api/webhooks/deliveries/${delivery?.id}/resend`
  expect((await post(path, { cookie })).status).toBe(200)
  await expect.poll(() => receiver.at('/again').length).toBe(2)
  const ids = receiver.at('/again').map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual(['again', 'again'])
})

test('the log comes in pages, and by webhook, status and event', async () => {
  const { id } = await addWebhook(`${receiver.origin}/log`, { enabled: false })
  const payload = { type: 'backup.failed', timestamp: '', data: {} }
  const rows = ['pending', 'delivered', 'failed', 'failed'].map((status, at) => ({
    ...{ webhookId: id, eventId: `log-${at}`, type: payload.type, payload, status },
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, at < 3 ? at : 2)),
  }))
  const { prisma } = services.database
  await prisma.webhookDelivery.createMany({ data: rows })
  const list = async (query: string) =>
    (await call('GET', `/api/webhooks/deliveries?webhookId=${id}&${query}`, { cookie })).json()
  const eventsOf = ({ items }: { items: { eventId: string }[] }) =>
    items.map(({ eventId }) => eventId)
  const first = await list('limit=3')
  const second = await list(`limit=3&cursor=${first.nextCursor}`)
  expect(second.nextCursor).toBeNull()
  expect([...eventsOf(first), ...eventsOf(second)].sort()).toEqual(
    rows.map(({ eventId }) => eventId).sort(),
  )
  expect(eventsOf(second)).toEqual(['log-0'])
  expect(eventsOf(await list('status=delivered'))).toEqual(['log-1'])
  expect(eventsOf(await list('type=turn.ended'))).toEqual([])
  // 30 days later they are gone.
  await prisma.webhookDelivery.updateMany({
    where: { eventId: { in: ['log-0', 'log-1'] } },
    data: { createdAt: new Date(Date.now() - 31 * 86_400_000) },
  })
  await prisma.webhookDelivery.updateMany({
    where: { eventId: { in: ['log-2', 'log-3'] } },
    data: { createdAt: new Date(Date.now() - 29 * 86_400_000) },
  })
  await deleteOldDeliveries(services.database.pool)
  expect(eventsOf(await list('limit=9')).sort()).toEqual(['log-2', 'log-3'])
})
