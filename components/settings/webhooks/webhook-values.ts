import { z } from 'zod'
import type { Webhook } from '#lib/contracts/webhooks/webhook.ts'
import { webhookEventSchema } from '#lib/contracts/webhooks/webhook-event.ts'

export const webhookFormSchema = z.object({
  name: z.string().trim().min(1).max(60),
  url: z
    .string()
    .trim()
    .pipe(z.url({ protocol: /^https?$/ }).max(1_000)),
  events: z.array(webhookEventSchema).min(1),
  includesTexts: z.boolean(),
  enabled: z.boolean(),
})
export type WebhookFormValues = z.infer<typeof webhookFormSchema>

export function formValuesOf(webhook: Webhook | undefined): WebhookFormValues {
  return {
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events ?? [],
    includesTexts: webhook?.includesTexts ?? false,
    enabled: webhook?.enabled ?? true,
  }
}
