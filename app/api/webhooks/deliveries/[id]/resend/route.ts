import { deliverySchema } from '#lib/contracts/webhooks/delivery.ts'
import { route } from '#lib/server/http/route.ts'
import { sendAgain } from '#lib/server/webhooks/manage-deliveries.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Sends a delivery once more, with the same id',
    status: 200,
    answer: deliverySchema,
  },
  ({ services, params }) => sendAgain(services, params.id ?? ''),
)
