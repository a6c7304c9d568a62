import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { Delivery, DeliveryQuery } from '#lib/contracts/webhooks/delivery.ts'
import { type EventPayload, testEvent } from '#lib/contracts/webhooks/webhook-event.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { reopenDelivery } from '#lib/db/repositories/webhook-deliveries.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import type { Services } from '../services.ts'
import { findWebhook } from './manage-webhooks.ts'
import { deliveryJob, publishTest } from './publish-event.ts'

type DeliveryServices = Pick<Services, 'database' | 'jobs'>

const withWebhook = {
  webhook: { select: { name: true, enabled: true } },
} satisfies Prisma.WebhookDeliveryInclude
type Row = Prisma.WebhookDeliveryGetPayload<{ include: typeof withWebhook }>

/** Newest first. */
export async function listDeliveries(
  { database }: Pick<Services, 'database'>,
  { limit, cursor, webhookId, status, type }: DeliveryQuery,
): Promise<Page<Delivery>> {
  const before = cursor ? decodeCursor(cursor) : null
  const rows = await database.prisma.webhookDelivery.findMany({
    where: {
      ...(webhookId && { webhookId }),
      ...(status && { status }),
      ...(type && { type }),
      ...(before && {
        OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    include: withWebhook,
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map(toDelivery),
    nextCursor: last ? encodeCursor(last.createdAt, last.id) : null,
  }
}

/** Sends a test to a webhook, also to one that is switched off. @throws AppError 404 */
export async function sendTest(services: DeliveryServices, webhookId: string): Promise<Delivery> {
  const { id, name } = await findWebhook(services, webhookId)
  const deliveryId = await publishTest(services.jobs, { id, name })
  return toDelivery(await findDelivery(services, deliveryId ?? ''))
}

/**
 * Sends a delivery once more, whatever became of it, with the same `webhook-id`.
 * @throws AppError 404; 409 for a webhook that is switched off, or while it is being sent
 */
export async function sendAgain(services: DeliveryServices, id: string): Promise<Delivery> {
  const { webhook, type } = await findDelivery(services, id)
  if (!webhook.enabled && type !== testEvent) {
    const displayMessage = 'This webhook is switched off. Switch it on first.'
    throw new AppError({ code: 'webhook-off', status: 409, displayMessage })
  }
  const isReopened = await services.jobs.enqueueWith(async (client, enqueue) => {
    const due = await reopenDelivery(client, id)
    // Somebody is waiting for it.
    if (due) await enqueue(deliveryJob, [{ data: { deliveryId: id, attempt: due.attempt } }])
    return due !== null
  })
  if (!isReopened) {
    const displayMessage = 'This delivery is being sent at the moment. Wait for its end.'
    throw new AppError({ code: 'delivery-in-progress', status: 409, displayMessage })
  }
  return toDelivery(await findDelivery(services, id))
}

/** @throws AppError 404 */
async function findDelivery({ database }: Pick<Services, 'database'>, id: string): Promise<Row> {
  const row = await database.prisma.webhookDelivery.findUnique({
    where: { id },
    include: withWebhook,
  })
  if (!row) throw notFound('delivery')
  return row
}

function toDelivery(row: Row): Delivery {
  const { id, webhookId, eventId, attempts, httpStatus, durationMs, detail, answer } = row
  return {
    ...{ id, webhookId, webhookName: row.webhook.name, eventId },
    type: row.type as Delivery['type'],
    payload: row.payload as unknown as EventPayload & Record<string, unknown>,
    status: row.status as Delivery['status'],
    attempts,
    attemptedAt: row.attemptedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    ...{ httpStatus, durationMs },
    error: row.error as Delivery['error'],
    ...{ detail, answer },
    createdAt: row.createdAt.toISOString(),
  }
}
