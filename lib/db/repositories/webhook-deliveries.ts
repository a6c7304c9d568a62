import type { PoolClient } from 'pg'

type Client = Pick<PoolClient, 'query'>

/** A job that makes one attempt. Attempts are numbered, so that a stale job does nothing. */
export interface DeliveryJob {
  deliveryId: string
  attempt: number
}

/** An attempt to make, and whether the webhook's attempts fail at the moment. */
export interface DueDelivery extends DeliveryJob {
  isFailing: boolean
}

/**
 * Adds an event's deliveries to the enabled webhooks that want it, or to one webhook, whatever it
 * wants. Of one event, a webhook gets one delivery, however often this is done.
 */
export async function addDeliveries(
  client: Client,
  event: { id: string; type: string; payload: object },
  webhookId: string | null = null,
): Promise<DueDelivery[]> {
  const { rows } = await client.query<DueDelivery>(
    `WITH wanting AS (
       SELECT id, "failingSince" IS NOT NULL AS "isFailing" FROM "Webhook"
       WHERE CASE WHEN $4::text IS NULL THEN enabled AND $2 = ANY (events) ELSE id = $4 END
     ), added AS (
       INSERT INTO "WebhookDelivery" (id, "webhookId", "eventId", type, payload, "nextAttemptAt")
       SELECT gen_random_uuid()::text, id, $1, $2, $3::json, now() FROM wanting
       ON CONFLICT DO NOTHING RETURNING id, "webhookId"
     )
     SELECT added.id AS "deliveryId", 1 AS attempt, "isFailing"
     FROM added JOIN wanting ON wanting.id = added."webhookId"`,
    [event.id, event.type, JSON.stringify(event.payload), webhookId],
  )
  return rows
}

/** A delivery with what its attempt needs. */
export interface ClaimedDelivery {
  eventId: string
  type: string
  payload: { type: string; timestamp: string; data: Record<string, unknown> }
  webhookId: string
  name: string
  url: string
  enabled: boolean
  includesTexts: boolean
  secretCiphertext: string
  /** Null when it has ceased to sign. */
  formerSecretCiphertext: string | null
}

/**
 * Claims an attempt for some time; after a crash it can be claimed again.
 * @returns `done` for a stale attempt, `leased` while another process makes it
 */
export async function claimAttempt(
  client: Client,
  { deliveryId, attempt }: DeliveryJob,
  leaseMs: number,
): Promise<ClaimedDelivery | 'done' | 'leased'> {
  const { rows } = await client.query<ClaimedDelivery>(
    `UPDATE "WebhookDelivery" d SET attempts = $2, "attemptedAt" = now(),
       "leaseUntil" = now() + $3 * interval '1 millisecond'
     FROM "Webhook" w
     WHERE d.id = $1 AND w.id = d."webhookId" AND d.status = 'pending'
       AND (d.attempts = $2 - 1 AND (d."leaseUntil" IS NULL OR d."leaseUntil" < now())
         OR d.attempts = $2 AND d."leaseUntil" < now())
     RETURNING d."eventId", d.type, d.payload, w.id AS "webhookId", w.name, w.url, w.enabled,
       w."includesTexts", w."secretCiphertext",
       CASE WHEN w."formerSecretUntil" > now() THEN w."formerSecretCiphertext" END
         AS "formerSecretCiphertext"`,
    [deliveryId, attempt, leaseMs],
  )
  if (rows[0]) return rows[0]
  const { rowCount } = await client.query(
    `SELECT 1 FROM "WebhookDelivery" WHERE id = $1 AND status = 'pending' AND "leaseUntil" > now()`,
    [deliveryId],
  )
  return rowCount ? 'leased' : 'done'
}

/** How an attempt ended. */
export interface AttemptResult {
  status: 'pending' | 'delivered' | 'failed'
  httpStatus: number | null
  durationMs: number
  error: string | null
  detail: string | null
  answer: string | null
}

/**
 * Stores how an attempt ended, and whether its webhook is failing.
 * @param nextAfterSeconds until the next attempt; null when none follows
 * @param isGone whether the webhook is switched off
 */
export async function settleAttempt(
  client: Client,
  { deliveryId, attempt }: DeliveryJob,
  result: AttemptResult,
  { nextAfterSeconds, isGone }: { nextAfterSeconds: number | null; isGone: boolean },
): Promise<void> {
  await client.query(
    `WITH settled AS (
       UPDATE "WebhookDelivery" SET status = $3, "httpStatus" = $4, "durationMs" = $5, error = $6,
         detail = $7, answer = $8, "nextAttemptAt" = now() + $9 * interval '1 second',
         "leaseUntil" = NULL
       WHERE id = $1 AND attempts = $2 RETURNING "webhookId", "createdAt"
     )
     UPDATE "Webhook" w SET enabled = enabled AND NOT $10,
       "goneAt" = CASE WHEN $10 THEN now() ELSE "goneAt" END,
       "failingSince" = CASE WHEN $3 <> 'delivered' THEN coalesce("failingSince", now()) END
     FROM settled WHERE w.id = settled."webhookId"
       -- Most attempts change nothing of their webhook.
       AND ($10 OR ("failingSince" IS NULL) <> ($3 = 'delivered'))`,
    [
      ...[deliveryId, attempt, result.status, result.httpStatus, Math.round(result.durationMs)],
      ...[result.error, result.detail, result.answer, nextAfterSeconds, isGone],
    ],
  )
}

/**
 * Makes a delivery due again, whatever became of it.
 * @returns null while an attempt is under way
 */
export async function reopenDelivery(client: Client, id: string): Promise<DueDelivery | null> {
  const { rows } = await client.query<DueDelivery>(
    `UPDATE "WebhookDelivery" d SET status = 'pending', "nextAttemptAt" = now(), "leaseUntil" = NULL
     FROM "Webhook" w
     WHERE d.id = $1 AND w.id = d."webhookId" AND (d."leaseUntil" IS NULL OR d."leaseUntil" < now())
     RETURNING d.id AS "deliveryId", d.attempts + 1 AS attempt,
       w."failingSince" IS NOT NULL AS "isFailing"`,
    [id],
  )
  return rows[0] ?? null
}

/** Attempts that are long due, so that their jobs were lost, and are due again. */
export async function takeOverdue(client: Client, most: number): Promise<DueDelivery[]> {
  const { rows } = await client.query<DueDelivery>(
    `UPDATE "WebhookDelivery" SET "nextAttemptAt" = now(), "leaseUntil" = NULL
     WHERE id IN (
       SELECT id FROM "WebhookDelivery"
       WHERE status = 'pending' AND "nextAttemptAt" < now() - interval '10 minutes'
         AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
       ORDER BY "nextAttemptAt" LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING id AS "deliveryId", attempts + 1 AS attempt, true AS "isFailing"`,
    [most],
  )
  return rows
}

export async function deleteOldDeliveries(client: Client): Promise<void> {
  await client.query(`DELETE FROM "WebhookDelivery" WHERE "createdAt" < now() - interval '30 days'`)
}
