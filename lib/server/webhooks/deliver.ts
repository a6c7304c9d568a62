import type { DeliveryError } from '#lib/contracts/webhooks/delivery.ts'
import { testEvent } from '#lib/contracts/webhooks/webhook-event.ts'
import {
  type ClaimedDelivery,
  claimAttempt,
  type DeliveryJob,
  settleAttempt,
} from '#lib/db/repositories/webhook-deliveries.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { addTexts } from './add-texts.ts'
import { type PostResult, postWebhook } from './post-webhook.ts'
import { deliveryRetryJob } from './publish-event.ts'
import { signatureHeaders } from './sign-webhook.ts'

type DeliverServices = Pick<Services, 'database' | 'jobs' | 'secrets' | 'env'>

/** Seconds from a failed attempt to the next one. */
const retryAfterSeconds = [5, 30, 120, 600, 3_600, 21_600]
const attemptMs = 10_000
/** Longer than an attempt takes: then its process is gone. */
const leaseMs = 30_000
const gone = 410

/**
 * Makes one attempt of a delivery, and enqueues the next one if it fails. Of several processes one
 * makes it; when that one is killed, another one does.
 * @throws Error while another process makes the attempt, so that its end is looked at later
 */
export async function deliver(
  services: DeliverServices,
  job: DeliveryJob,
  deadlineMs = attemptMs,
): Promise<void> {
  const claimed = await claimAttempt(services.database.pool, job, leaseMs)
  if (claimed === 'done') return
  if (claimed === 'leased') throw new Error('Another process is making this attempt.')
  const result = await attempt(services, claimed, deadlineMs)
  const { error, httpStatus } = result
  const retryAfter = mayRetry(claimed, result) ? retryAfterSeconds[job.attempt - 1] : undefined
  const status = error === null ? 'delivered' : retryAfter ? 'pending' : 'failed'
  await services.jobs.enqueueWith(async (client, enqueue) => {
    const next = { nextAfterSeconds: retryAfter ?? null, isGone: httpStatus === gone }
    await settleAttempt(client, job, { ...result, status }, next)
    if (!retryAfter) return
    const data: DeliveryJob = { ...job, attempt: job.attempt + 1 }
    await enqueue(deliveryRetryJob, [{ data, afterSeconds: retryAfter }])
  })
}

function mayRetry({ type }: ClaimedDelivery, { error, httpStatus }: PostResult): boolean {
  const isFinal = error === null || error === 'switched-off' || httpStatus === gone
  return !isFinal && type !== testEvent
}

/** Never rejects for a reason that lies in the webhook. */
async function attempt(
  services: DeliverServices,
  delivery: ClaimedDelivery,
  deadlineMs: number,
): Promise<PostResult> {
  if (!delivery.enabled && delivery.type !== testEvent) return notSent('switched-off')
  const secrets = openSecrets(services, delivery)
  if (!secrets) return notSent('secret-lost')
  const { eventId, url, includesTexts, payload } = delivery
  const body = JSON.stringify(includesTexts ? await addTexts(services, payload) : payload)
  const headers = signatureHeaders(eventId, new Date(), body, secrets)
  return postWebhook(services.env, url, { headers, body, deadlineMs })
}

function notSent(error: DeliveryError): PostResult {
  return { error, httpStatus: null, durationMs: 0, answer: null, detail: null }
}

/** Null if they were sealed with another secret than this instance's. */
function openSecrets({ secrets }: Pick<Services, 'secrets'>, delivery: ClaimedDelivery) {
  const { webhookId, name, secretCiphertext, formerSecretCiphertext } = delivery
  const sealed = [secretCiphertext, ...(formerSecretCiphertext ? [formerSecretCiphertext] : [])]
  try {
    return sealed.map((each) => secrets.open(each, webhookId))
  } catch (cause) {
    const message = `The secret of webhook "${name}" cannot be opened: was LUMOS_SECRET changed?`
    logError(new Error(message, { cause }))
    return null
  }
}
