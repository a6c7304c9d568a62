import { z } from 'zod'
import type { ZodOpenApiObject } from 'zod-openapi'
import { eventDataSchemas } from '#lib/contracts/webhooks/webhook-event.ts'

/** The headers of https://www.standardwebhooks.com */
const headers = z.object({
  'webhook-id': z.string().meta({ description: 'The event’s id, the same in every attempt.' }),
  'webhook-timestamp': z.string().meta({ description: 'Seconds since 1970, of this attempt.' }),
  'webhook-signature': z.string().meta({
    description: '`v1,` and the base64 of HMAC-SHA-256 over `id.timestamp.body`.',
  }),
})

/** The requests that Lumos sends to webhooks. */
export function describeWebhooks(): NonNullable<ZodOpenApiObject['webhooks']> {
  return Object.fromEntries(
    Object.entries(eventDataSchemas).map(([type, data]) => {
      const schema = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data })
      return [
        type,
        {
          post: {
            summary: `The event ${type}`,
            requestParams: { header: headers },
            requestBody: { required: true, content: { 'application/json': { schema } } },
            responses: {
              '2XX': { description: 'It has arrived. Anything else is tried again.' },
              '410': { description: 'Switches the webhook off.' },
            },
          },
        },
      ]
    }),
  )
}
