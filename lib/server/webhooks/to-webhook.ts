import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'
import type { Prisma } from '#lib/db/generated/client.ts'

/** What `toWebhook` needs of a row. */
export const withLastDelivery = {
  deliveries: {
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { createdAt: true, status: true },
  },
} satisfies Prisma.WebhookInclude

type Row = Prisma.WebhookGetPayload<{ include: typeof withLastDelivery }>

/** A stored webhook as the API shows it. */
export function toWebhook(row: Row): Webhook {
  const { id, name, url, enabled, includesTexts, formerSecretUntil } = row
  const [last] = row.deliveries
  const isFormerValid = formerSecretUntil !== null && formerSecretUntil.getTime() > Date.now()
  return {
    ...{ id, name, url, enabled, includesTexts },
    events: row.events as Webhook['events'],
    failingSince: row.failingSince?.toISOString() ?? null,
    goneAt: row.goneAt?.toISOString() ?? null,
    formerSecretUntil: isFormerValid ? formerSecretUntil.toISOString() : null,
    lastDelivery: last
      ? {
          at: last.createdAt.toISOString(),
          status: last.status as NonNullable<Webhook['lastDelivery']>['status'],
        }
      : null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
