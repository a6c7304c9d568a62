import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Webhook, WebhookWithSecret } from '#lib/contracts/webhooks/webhook.ts'
import { claimAttempt } from '#lib/db/repositories/webhook-deliveries.ts'
import { cookie, services, setUpTurns } from '../chat/testing.ts'
import { call, post } from '../testing.ts'
import { deliver } from './deliver.ts'
import { deliveryJob, deliveryRetryJob, publishEvent } from './publish-event.ts'
import { addWebhook, deliveriesOf, type Receiver, startReceiver, verify } from './testing.ts'

setUpTurns()

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
  // Attempts are made by the tests themselves.
  for (const queue of [deliveryJob, deliveryRetryJob])
    await services.jobs.work(queue, async () => undefined)
})
afterAll(() => receiver.close())

const data = {
  ...{ backupId: 'b', trigger: 'schedule' as const, host: 'here', reason: 'The disk is full.' },
  startedAt: '2026-01-02T03:04:05.000Z',
}
const publish = (id: string = crypto.randomUUID()) =>
  publishEvent(services.jobs, { id, type: 'backup.failed', at: new Date(0), data })

/** A webhook with one delivery that is due. */
async function addDue(path: string): Promise<WebhookWithSecret & { deliveryId: string }> {
  const webhook = await addWebhook(receiver.origin + path)
  await publish()
  const [delivery] = await deliveriesOf(webhook.id)
  if (!delivery) throw new Error('The webhook has no delivery.')
  return { ...webhook, deliveryId: delivery.id }
}

async function webhookOf(id: string): Promise<Webhook | undefined> {
  const { items }: { items: Webhook[] } = await (
    await call('GET', '/api/webhooks', { cookie })
  ).json()
  return items.find((each) => each.id === id)
}

const switchOff = (id: string) =>
  call('PATCH', `/api/webhooks/${id}`, { cookie, body: { enabled: false } })

/** Makes an attempt, and returns the delivery as the log shows it. */
async function attempt(webhook: { id: string; deliveryId: string }, number: number, ms?: number) {
  await deliver(services, { deliveryId: webhook.deliveryId, attempt: number }, ms)
  return (await deliveriesOf(webhook.id)).find(({ id }) => id === webhook.deliveryId)
}

/** The seconds until the job of an attempt starts; undefined if there is none. */
async function secondsUntil(deliveryId: string, attempt: number): Promise<number | undefined> {
  const { rows } = await services.database.pool.query(
    `SELECT round(extract(epoch FROM start_after - created_on))::int AS seconds FROM pgboss.job
     WHERE data->>'deliveryId' = $1 AND data->'attempt' = to_jsonb($2::int)`,
    [deliveryId, attempt],
  )
  return rows[0]?.seconds
}

test('an event arrives signed, and the log says how', async () => {
  const webhook = await addDue('/signed')
  receiver.answer('/signed', (response) => response.writeHead(202).end('Thank you'))
  const delivery = await attempt(webhook, 1)
  expect(delivery).toMatchObject({
    ...{ status: 'delivered', attempts: 1, httpStatus: 202, answer: 'Thank you' },
    ...{ error: null, nextAttemptAt: null, webhookName: 'Receiver' },
  })
  const [request, ...more] = receiver.at('/signed')
  if (!request) throw new Error('Nothing arrived.')
  expect(more).toEqual([])
  const payload = { type: 'backup.failed', timestamp: '1970-01-01T00:00:00.000Z', data }
  expect(verify(webhook.secret, request)).toEqual(payload)
  expect(request.headers['content-type']).toBe('application/json')
  expect(request.headers['webhook-id']).toBe(delivery?.eventId)
  expect(() => verify(webhook.secret, { ...request, body: `${request.body} ` })).toThrow()
  await switchOff(webhook.id)
})

test('a receiver that fails is asked again, later and later, then no more', async () => {
  const webhook = await addDue('/failing')
  receiver.answer('/failing', (response) => response.writeHead(503).end('Come back'))
  const afterSeconds = [5, 30, 120, 600, 3_600, 21_600]
  for (const [index, seconds] of afterSeconds.entries()) {
    const delivery = await attempt(webhook, index + 1)
    expect(delivery).toMatchObject({ status: 'pending', httpStatus: 503, error: 'status' })
    expect(await secondsUntil(webhook.deliveryId, index + 2)).toBe(seconds)
  }
  expect(await attempt(webhook, 7)).toMatchObject({ status: 'failed', nextAttemptAt: null })
  expect(await secondsUntil(webhook.deliveryId, 8)).toBeUndefined()
  const ids = receiver.at('/failing').map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual(Array(7).fill(ids[0]))
  expect((await webhookOf(webhook.id))?.failingSince).not.toBeNull()

  receiver.answer('/failing', (response) => response.writeHead(200).end())
  const path = `/api/webhooks/deliveries/${webhook.deliveryId}/resend`
  expect((await post(path, { cookie })).status).toBe(200)
  expect(await attempt(webhook, 8)).toMatchObject({ status: 'delivered', attempts: 8 })
  expect((await webhookOf(webhook.id))?.failingSince).toBeNull()
  await switchOff(webhook.id)
})

test('a receiver that hangs is left at the deadline', async () => {
  const webhook = await addDue('/hanging')
  receiver.answer('/hanging', () => undefined)
  expect(await attempt(webhook, 1, 50)).toMatchObject({
    ...{ status: 'pending', error: 'timeout', httpStatus: null },
  })
  await switchOff(webhook.id)
})

test('of an endless answer the beginning is read', async () => {
  const webhook = await addDue('/endless')
  receiver.answer('/endless', (response) => {
    response.writeHead(200)
    response.write('x'.repeat(20_000))
  })
  const delivery = await attempt(webhook, 1)
  expect(delivery).toMatchObject({ status: 'delivered', answer: 'x'.repeat(1_000) })
  await switchOff(webhook.id)
})

test('redirects are not followed', async () => {
  const webhook = await addDue('/redirecting')
  const location = `${receiver.origin}/elsewhere`
  receiver.answer('/redirecting', (response) => response.writeHead(307, { location }).end())
  expect(await attempt(webhook, 1)).toMatchObject({ error: 'redirect', httpStatus: 307 })
  expect(receiver.at('/elsewhere')).toEqual([])
  await switchOff(webhook.id)
})

test('a receiver that is gone switches its webhook off', async () => {
  const webhook = await addDue('/gone')
  await publish()
  receiver.answer('/gone', (response) => response.writeHead(410).end())
  expect(await attempt(webhook, 1)).toMatchObject({ status: 'failed', httpStatus: 410 })
  expect(await secondsUntil(webhook.deliveryId, 2)).toBeUndefined()
  expect(await webhookOf(webhook.id)).toMatchObject({ enabled: false })
  expect((await webhookOf(webhook.id))?.goneAt).not.toBeNull()

  const waiting = (await deliveriesOf(webhook.id)).find(({ status }) => status === 'pending')
  const other = { ...webhook, deliveryId: waiting?.id ?? '' }
  expect(await attempt(other, 1)).toMatchObject({ status: 'failed', error: 'switched-off' })
  const path = `/api/webhooks/deliveries/${waiting?.id}/resend`
  expect(await (await post(path, { cookie })).json()).toMatchObject({
    error: { code: 'webhook-off' },
  })
  expect(receiver.at('/gone')).toHaveLength(1)

  const body = { enabled: true }
  await call('PATCH', `/api/webhooks/${webhook.id}`, { cookie, body })
  expect(await webhookOf(webhook.id)).toMatchObject({ goneAt: null, failingSince: null })
  await switchOff(webhook.id)
})

test('an address where nobody listens is named as such', async () => {
  const closed = await startReceiver()
  closed.close()
  const webhook = await addWebhook(closed.origin)
  await publish()
  const [delivery] = await deliveriesOf(webhook.id)
  const due = { ...webhook, deliveryId: delivery?.id ?? '' }
  const failed = { status: 'pending', error: 'unreachable', detail: 'ECONNREFUSED' }
  expect(await attempt(due, 1)).toMatchObject(failed)
  await switchOff(webhook.id)
})

test('where private addresses are refused, nothing is sent to one', async () => {
  const webhook = await addDue('/private')
  const strict = { ...services, env: { ...services.env, arePrivateProvidersAllowed: false } }
  await deliver(strict, { deliveryId: webhook.deliveryId, attempt: 1 })
  // A host name is checked when it is looked up.
  await services.database.prisma.webhook.update({
    where: { id: webhook.id },
    data: { url: `${receiver.origin.replace('127.0.0.1', 'localhost')}/private` },
  })
  await deliver(strict, { deliveryId: webhook.deliveryId, attempt: 2 })
  const [delivery] = await deliveriesOf(webhook.id)
  expect(delivery).toMatchObject({ attempts: 2, error: 'address-refused', status: 'pending' })
  expect(receiver.at('/private')).toEqual([])
  await switchOff(webhook.id)
})

test('after a rotation the secret before signs as well, for a day', async () => {
  const webhook = await addDue('/rotated')
  const rotate = () => post(`/api/webhooks/${webhook.id}/rotate`, { cookie })
  const rotated: WebhookWithSecret = await (await rotate()).json()
  expect(rotated.secret).not.toBe(webhook.secret)
  await attempt(webhook, 1)
  await services.database.prisma.webhook.update({
    where: { id: webhook.id },
    data: { formerSecretUntil: new Date() },
  })
  await publish()
  const [later] = await deliveriesOf(webhook.id)
  await attempt({ ...webhook, deliveryId: later?.id ?? '' }, 1)
  const [first, second] = receiver.at('/rotated')
  if (!first || !second) throw new Error('Nothing arrived.')
  expect(verify(webhook.secret, first)).toEqual(verify(rotated.secret, first))
  expect(verify(rotated.secret, second)).toBeTruthy()
  expect(() => verify(webhook.secret, second)).toThrow()
  await switchOff(webhook.id)
})

test('an attempt is made once, and again only if its process is gone', async () => {
  const webhook = await addDue('/once')
  const job = { deliveryId: webhook.deliveryId, attempt: 1 }
  // Another process has begun the attempt.
  expect(await claimAttempt(services.database.pool, job, 60_000)).toMatchObject({
    url: webhook.url,
  })
  await expect(deliver(services, job)).rejects.toThrow('Another process')
  const resend = `/api/webhooks/deliveries/${webhook.deliveryId}/resend`
  expect((await post(resend, { cookie })).status).toBe(409)
  expect(receiver.at('/once')).toEqual([])

  await services.database.prisma.webhookDelivery.update({
    where: { id: webhook.deliveryId },
    data: { leaseUntil: new Date(Date.now() - 1) },
  })
  const attempts = await Promise.allSettled([1, 2, 3, 4].map(() => deliver(services, job)))
  expect(attempts.some(({ status }) => status === 'fulfilled')).toBe(true)
  await deliver(services, job)
  expect(receiver.at('/once')).toHaveLength(1)
  await switchOff(webhook.id)
})

test('a delivery is not sent to a webhook that was deleted', async () => {
  const webhook = await addDue('/deleted')
  expect((await call('DELETE', `/api/webhooks/${webhook.id}`, { cookie })).status).toBe(204)
  await deliver(services, { deliveryId: webhook.deliveryId, attempt: 1 })
  expect(receiver.at('/deleted')).toEqual([])
})

test('a secret that cannot be opened is said, and nothing is sent unsigned', async () => {
  const webhook = await addDue('/sealed')
  const broken = {
    ...services,
    secrets: {
      ...services.secrets,
      open: () => {
        throw new Error('Another secret.')
      },
    },
  }
  await deliver(broken, { deliveryId: webhook.deliveryId, attempt: 1 })
  expect((await deliveriesOf(webhook.id))[0]).toMatchObject({ error: 'secret-lost' })
  expect(receiver.at('/sealed')).toEqual([])
  await switchOff(webhook.id)
})
