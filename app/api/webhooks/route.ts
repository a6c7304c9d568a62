import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import {
  webhookCreateSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '#lib/contracts/webhooks/webhook.ts'
import { route } from '#lib/server/http/route.ts'
import { pageOf } from '#lib/server/page-of.ts'
import { createWebhook, listWebhooks } from '#lib/server/webhooks/manage-webhooks.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The webhooks',
    answer: pageSchema(webhookSchema),
    query: shortListQuerySchema,
  },
  async ({ services, query }) => pageOf(await listWebhooks(services), query, ({ id }) => id),
)

export const POST = route(
  {
    access: 'admin',
    summary: 'Adds a webhook; the answer alone holds its secret',
    answer: webhookWithSecretSchema,
    body: webhookCreateSchema,
  },
  ({ services, user, body }) => createWebhook(services, user, body),
)
