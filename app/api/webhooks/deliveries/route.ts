import { pageSchema } from '#lib/contracts/list.ts'
import { deliveryQuerySchema, deliverySchema } from '#lib/contracts/webhooks/delivery.ts'
import { route } from '#lib/server/http/route.ts'
import { listDeliveries } from '#lib/server/webhooks/manage-deliveries.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'Deliveries of webhooks in the last 30 days, newest first',
    answer: pageSchema(deliverySchema),
    query: deliveryQuerySchema,
  },
  ({ services, query }) => listDeliveries(services, query),
)
