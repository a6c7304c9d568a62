import { z } from 'zod'
import { listQuerySchema } from '../list.ts'
import { deliveredEventSchema } from './webhook-event.ts'

export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const
export const deliveryStatusSchema = z.enum(deliveryStatuses)

/** Why an attempt failed. */
const deliveryErrors = [
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'address-refused',
  'switched-off',
  'secret-lost',
] as const
export const deliveryErrorSchema = z.enum(deliveryErrors)
export type DeliveryError = z.infer<typeof deliveryErrorSchema>

/** An event on its way to a webhook. The figures are those of the last attempt. */
export const deliverySchema = z
  .object({
    id: z.string(),
    webhookId: z.string(),
    webhookName: z.string(),
    eventId: z.string().describe('The header `webhook-id`, the same in every attempt.'),
    type: deliveredEventSchema,
    payload: z.record(z.string(), z.unknown()).describe('What is sent, without texts of messages.'),
    status: deliveryStatusSchema,
    attempts: z.number(),
    attemptedAt: z.string().nullable(),
    nextAttemptAt: z.string().nullable().describe('Null when no attempt follows.'),
    httpStatus: z.number().nullable(),
    durationMs: z.number().nullable(),
    error: deliveryErrorSchema.nullable(),
    detail: z.string().nullable().describe('The system’s code of a network error.'),
    answer: z.string().nullable().describe('The beginning of the receiver’s answer.'),
    createdAt: z.string(),
  })
  .meta({ id: 'WebhookDelivery' })
export type Delivery = z.infer<typeof deliverySchema>

export const deliveryQuerySchema = listQuerySchema.extend({
  webhookId: z.string().max(100).optional(),
  status: deliveryStatusSchema.optional(),
  type: deliveredEventSchema.optional(),
})
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>
