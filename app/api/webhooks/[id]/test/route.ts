import { deliverySchema } from '#lib/contracts/webhooks/delivery.ts'
import { route } from '#lib/server/http/route.ts'
import { sendTest } from '#lib/server/webhooks/manage-deliveries.ts'

export const POST = route(
  { access: 'admin', summary: 'Sends a test to a webhook', answer: deliverySchema },
  ({ services, params }) => sendTest(services, params.id ?? ''),
)
