import {
  type DeliveredEvent,
  type EventData,
  type EventPayload,
  testEvent,
} from '#lib/contracts/webhooks/webhook-event.ts'
import type { Jobs, NewJob } from '#lib/db/jobs.ts'
import { addDeliveries, type DueDelivery } from '#lib/db/repositories/webhook-deliveries.ts'

/** The queues of attempts; those that may well fail again do not delay the others. */
export const deliveryJob = 'webhook-delivery'
export const deliveryRetryJob = 'webhook-retry'

/** Something that webhooks are told of. */
export interface PublishedEvent<T extends DeliveredEvent> {
  /** The same for the same event, however often it is published. */
  id: string
  type: T
  at: Date
  data: EventData<T>
}

/**
 * Saves the deliveries of an event to the webhooks that want it, with their jobs. An event that is
 * published again is not delivered again.
 */
export async function publishEvent<T extends DeliveredEvent>(
  jobs: Jobs,
  { id, type, at, data }: PublishedEvent<T>,
): Promise<void> {
  const payload: EventPayload<T> = { type, timestamp: at.toISOString(), data }
  await jobs.enqueueWith(async (client, enqueue) => {
    await enqueueAttempts(enqueue, await addDeliveries(client, { id, type, payload }))
  })
}

/** Publishes a test to one webhook. @returns the id of its delivery */
export function publishTest(
  jobs: Jobs,
  webhook: EventData<typeof testEvent>['webhook'],
): Promise<string | undefined> {
  const timestamp = new Date().toISOString()
  const payload: EventPayload<typeof testEvent> = { type: testEvent, timestamp, data: { webhook } }
  const event = { id: `webhook-test-${crypto.randomUUID()}`, type: testEvent, payload }
  return jobs.enqueueWith(async (client, enqueue) => {
    const added = await addDeliveries(client, event, webhook.id)
    // Somebody is waiting for it.
    await enqueue(deliveryJob, added.map(toJob))
    return added[0]?.deliveryId
  })
}

export async function enqueueAttempts(
  enqueue: (name: string, jobs: NewJob[]) => Promise<void>,
  due: DueDelivery[],
): Promise<void> {
  const byQueue = Map.groupBy(due, ({ isFailing }) => (isFailing ? deliveryRetryJob : deliveryJob))
  for (const [queue, some] of byQueue) await enqueue(queue, some.map(toJob))
}

function toJob({ deliveryId, attempt }: DueDelivery): NewJob {
  return { data: { deliveryId, attempt } }
}
