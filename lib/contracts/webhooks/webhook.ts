import { z } from 'zod'
import { hasNoCredentials } from '../models/provider.ts'
import { deliveryStatusSchema } from './delivery.ts'
import { webhookEventSchema } from './webhook-event.ts'

const fields = {
  name: z.string().trim().min(1).max(60),
  url: z
    .string()
    .trim()
    .pipe(z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(1_000))
    .refine(hasNoCredentials, 'must not hold a user name or password'),
  events: z
    .array(webhookEventSchema)
    .min(1)
    .transform((events) => [...new Set(events)]),
  enabled: z.boolean(),
  includesTexts: z.boolean(),
}

export const webhookCreateSchema = z.strictObject({
  ...fields,
  enabled: fields.enabled.default(true),
  includesTexts: fields.includesTexts
    .default(false)
    .describe('Whether ended turns come with question and answer.'),
})
export type WebhookCreate = z.infer<typeof webhookCreateSchema>

export const webhookPatchSchema = z.strictObject(fields).partial()
export type WebhookPatch = z.infer<typeof webhookPatchSchema>

/** A webhook as admins see it: without its secret. */
export const webhookSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    events: z.array(webhookEventSchema),
    enabled: z.boolean(),
    includesTexts: z.boolean(),
    failingSince: z
      .string()
      .nullable()
      .describe('Since when every attempt failed; null after a success.'),
    goneAt: z
      .string()
      .nullable()
      .describe('When its receiver answered 410 and it was switched off.'),
    formerSecretUntil: z
      .string()
      .nullable()
      .describe('Until then the secret before signs as well.'),
    lastDelivery: z
      .object({ at: z.string(), status: deliveryStatusSchema })
      .nullable()
      .describe('The newest one.'),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhookSchema>

export const webhookWithSecretSchema = webhookSchema
  .extend({ secret: z.string().describe('`whsec_…`, shown once.') })
  .meta({ id: 'WebhookWithSecret' })
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>
