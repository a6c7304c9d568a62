import type { SessionUser } from '#lib/auth/session-reader.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type {
  Webhook,
  WebhookCreate,
  WebhookPatch,
  WebhookWithSecret,
} from '#lib/contracts/webhooks/webhook.ts'
import { isUrlAllowed } from '#lib/providers/network/address-guard.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { Services } from '../services.ts'
import { createWebhookSecret } from './sign-webhook.ts'
import { toWebhook, withLastDelivery } from './to-webhook.ts'

type WebhookServices = Pick<Services, 'audit' | 'database' | 'env' | 'secrets'>
type Row = Parameters<typeof toWebhook>[0]

/** After a rotation the secret before signs as well for this long. */
const formerSecretMs = 24 * 3_600_000

/** Oldest first. */
export async function listWebhooks({ database }: Pick<Services, 'database'>): Promise<Webhook[]> {
  const rows = await database.prisma.webhook.findMany({
    orderBy: { createdAt: 'asc' },
    include: withLastDelivery,
  })
  return rows.map(toWebhook)
}

/**
 * Adds a webhook with a secret of its own, which is shown once.
 * @throws AppError 400 for an address that Lumos may not connect to
 */
export async function createWebhook(
  { database, env, secrets, audit }: WebhookServices,
  actor: SessionUser,
  fields: WebhookCreate,
): Promise<WebhookWithSecret> {
  requireAllowed(env, fields.url)
  const id = crypto.randomUUID()
  const secret = createWebhookSecret()
  const row = await database.prisma.$transaction(async (transaction) => {
    const created = await transaction.webhook.create({
      data: { id, ...fields, secretCiphertext: secrets.seal(secret, id) },
      include: withLastDelivery,
    })
    const target = { type: 'webhook' as const, id, name: created.name }
    const entry = { actor, action: 'webhook.created' as const, target, to: recorded(created) }
    await audit.record(entry, transaction)
    return created
  })
  return { ...toWebhook(row), secret }
}

/** @throws AppError 404; 400 for an address that Lumos may not connect to */
export async function updateWebhook(
  services: WebhookServices,
  actor: SessionUser,
  id: string,
  patch: WebhookPatch,
): Promise<Webhook> {
  const { database, env, audit } = services
  const before = await findWebhook(services, id)
  if (patch.url !== undefined) requireAllowed(env, patch.url)
  // Whoever switches it on or moves it starts anew.
  const isMoved = (patch.url ?? before.url) !== before.url
  const startsAnew = isMoved || patch.enabled === true
  const anew = startsAnew ? { failingSince: null, goneAt: null } : {}
  const row = await database.prisma.$transaction(async (transaction) => {
    const changed = await transaction.webhook.update({
      where: { id },
      data: { ...patch, ...anew },
      include: withLastDelivery,
    })
    const target = { type: 'webhook' as const, id, name: changed.name }
    const { from, to } = auditChange(recorded(before), recorded(changed))
    const entry = { from, to: { ...to, ...(isMoved && { address: 'changed' }) } }
    await audit.record({ actor, action: 'webhook.changed', target, ...entry }, transaction)
    return changed
  })
  return toWebhook(row)
}

/** Deletes a webhook with its deliveries. @throws AppError 404 */
export async function deleteWebhook(
  services: WebhookServices,
  actor: SessionUser,
  id: string,
): Promise<void> {
  const { name } = await findWebhook(services, id)
  await services.database.prisma.$transaction(async (transaction) => {
    await transaction.webhook.delete({ where: { id } })
    const target = { type: 'webhook' as const, id, name }
    await services.audit.record({ actor, action: 'webhook.deleted', target }, transaction)
  })
}

/**
 * Gives a webhook another secret, which is shown once. The one before signs as well for a day, so
 * that the receiver can be changed in between. @throws AppError 404
 */
export async function rotateSecret(
  services: WebhookServices,
  actor: SessionUser,
  id: string,
): Promise<WebhookWithSecret> {
  const { database, secrets, audit } = services
  const before = await findWebhook(services, id)
  const secret = createWebhookSecret()
  const row = await database.prisma.$transaction(async (transaction) => {
    const rotated = await transaction.webhook.update({
      where: { id },
      data: {
        secretCiphertext: secrets.seal(secret, id),
        formerSecretCiphertext: before.secretCiphertext,
        formerSecretUntil: new Date(Date.now() + formerSecretMs),
      },
      include: withLastDelivery,
    })
    const target = { type: 'webhook' as const, id, name: rotated.name }
    await audit.record({ actor, action: 'webhook.secret-rotated', target }, transaction)
    return rotated
  })
  return { ...toWebhook(row), secret }
}

/** @throws AppError 404 */
export async function findWebhook(
  { database }: Pick<Services, 'database'>,
  id: string,
): Promise<Row> {
  const row = await database.prisma.webhook.findUnique({
    where: { id },
    include: withLastDelivery,
  })
  if (!row) throw notFound('webhook')
  return row
}

/** The fields for the audit log; paths of addresses often hold a receiver's own secret. */
function recorded({ name, url, events, enabled, includesTexts }: Row): object {
  return { name, origin: new URL(url).origin, events, enabled, includesTexts }
}

function requireAllowed(
  { arePrivateProvidersAllowed }: Pick<Services['env'], 'arePrivateProvidersAllowed'>,
  url: string,
): void {
  const { hostname, protocol } = new URL(url)
  const refuse = (code: string, displayMessage: string) =>
    new AppError({ code, status: 400, field: 'url', displayMessage })
  if (!isUrlAllowed(url, arePrivateProvidersAllowed)) {
    const hint = isUrlAllowed(url, true)
      ? 'An admin of the server can allow private addresses with LUMOS_PRIVATE_PROVIDERS=allow.'
      : 'Metadata services, link-local and reserved addresses are never connected to.'
    throw refuse('address-refused', `${hostname} cannot be a webhook’s address. ${hint}`)
  }
  if (protocol === 'http:' && !arePrivateProvidersAllowed) {
    const displayMessage =
      'Use an https address. Plain http is only sent where private addresses are allowed (LUMOS_PRIVATE_PROVIDERS=allow).'
    throw refuse('https-needed', displayMessage)
  }
}
