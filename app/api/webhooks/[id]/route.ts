import { webhookPatchSchema, webhookSchema } from '#lib/contracts/webhooks/webhook.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteWebhook, updateWebhook } from '#lib/server/webhooks/manage-webhooks.ts'

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Changes a webhook',
    answer: webhookSchema,
    body: webhookPatchSchema,
  },
  ({ services, user, params, body }) => updateWebhook(services, user, params.id ?? '', body),
)

export const DELETE = route(
  { access: 'admin', summary: 'Deletes a webhook with its deliveries', answer: null },
  async ({ services, user, params }) => {
    await deleteWebhook(services, user, params.id ?? '')
    return null
  },
)
