import { webhookWithSecretSchema } from '#lib/contracts/webhooks/webhook.ts'
import { route } from '#lib/server/http/route.ts'
import { rotateSecret } from '#lib/server/webhooks/manage-webhooks.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Gives a webhook another secret; the one before signs as well for a day',
    status: 200,
    answer: webhookWithSecretSchema,
  },
  ({ services, user, params }) => rotateSecret(services, user, params.id ?? ''),
)
