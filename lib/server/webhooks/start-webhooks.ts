import { type TurnEventJob, turnEventJob } from '#lib/db/repositories/turn-events.ts'
import { type DeliveryJob, takeOverdue } from '#lib/db/repositories/webhook-deliveries.ts'
import type { Services } from '../services.ts'
import { deliver } from './deliver.ts'
import { deliveryJob, deliveryRetryJob, enqueueAttempts } from './publish-event.ts'
import { publishTurn } from './publish-turn.ts'

/** Attempts wait for receivers, not for this process. */
const mostAttempts = 50
const overdueJob = 'webhook-overdue'
const overdueCron = '40 * * * *'
const mostOverdue = 1_000

/** Starts the workers that tell webhooks of events. */
export async function startWebhooks(
  services: Pick<Services, 'database' | 'jobs' | 'secrets' | 'env'>,
): Promise<void> {
  const { jobs } = services
  await jobs.work<TurnEventJob>(turnEventJob, (job) => publishTurn(services, job))
  for (const queue of [deliveryJob, deliveryRetryJob])
    await jobs.work<DeliveryJob>(queue, (job) => deliver(services, job), 'all', mostAttempts)
  await jobs.work(overdueJob, () => enqueueOverdue(services), 'one-per-key')
  await jobs.schedule(overdueJob, overdueCron)
}

/** Enqueues attempts whose jobs are gone: after a restored backup, or a long outage. */
export async function enqueueOverdue({ jobs }: Pick<Services, 'jobs'>): Promise<void> {
  await jobs.enqueueWith(async (client, enqueue) => {
    await enqueueAttempts(enqueue, await takeOverdue(client, mostOverdue))
  })
}
