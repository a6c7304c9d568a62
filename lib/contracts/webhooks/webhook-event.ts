import { z } from 'zod'

/** What webhooks are told of. */
export const webhookEvents = [
  'turn.ended',
  'budget.missed',
  'breaker.opened',
  'backup.failed',
] as const
export const webhookEventSchema = z.enum(webhookEvents)

/** An admin tries a webhook out. */
export const testEvent = 'webhook.test'
export const deliveredEventSchema = z.enum([...webhookEvents, testEvent])
export type DeliveredEvent = z.infer<typeof deliveredEventSchema>

const namedSchema = z.object({ id: z.string(), name: z.string() })

const turnFields = {
  turnId: z.string(),
  chatId: z.string().nullable().describe('Null for turns of the OpenAI-compatible API.'),
  userId: z.string(),
  agent: namedSchema.nullable().describe('Null for an agent that was deleted, or for none.'),
  model: z.string(),
}

/** The data of each event. */
export const eventDataSchemas = {
  'turn.ended': z.object({
    ...turnFields,
    requestedModel: z.string().nullable().describe('The agent’s model, where routing chose one.'),
    userMessageId: z.string().nullable(),
    assistantMessageId: z.string().nullable(),
    status: z.enum(['complete', 'partial', 'stopped', 'interrupted', 'error']),
    statusReason: z.string().nullable(),
    startedAt: z.string(),
    ttfbMs: z.number().nullable(),
    waitMs: z
      .number()
      .nullable()
      .describe('What the person waited, if the browser has said so by then.'),
    totalMs: z.number().nullable(),
    inputTokens: z.number().nullable(),
    outputTokens: z.number().nullable(),
    cachedTokens: z.number().nullable(),
    costUsd: z.number().nullable().describe('As the provider reports it.'),
    texts: z
      .object({ question: z.string(), answer: z.string() })
      .optional()
      .describe('Only of webhooks that want the texts, while the chat is kept.'),
  }),
  'budget.missed': z.object({
    ...turnFields,
    budget: z.literal('ttfb'),
    budgetMs: z.number(),
    ttfbMs: z.number(),
  }),
  'breaker.opened': z.object({
    model: z.string().describe('`provider/model`'),
    provider: z.string(),
    reason: z.string().describe('Code of the last error.'),
    nextTrialAt: z.string().describe('Until then the model is not asked.'),
    instanceId: z.string().describe('Each instance has breakers of its own.'),
  }),
  'backup.failed': z.object({
    backupId: z.string(),
    trigger: z.enum(['manual', 'schedule']),
    host: z.string(),
    startedAt: z.string(),
    reason: z.string(),
  }),
  [testEvent]: z.object({ webhook: namedSchema }),
}
export type EventData<T extends DeliveredEvent> = z.infer<(typeof eventDataSchemas)[T]>

/** The body of a delivery. */
export interface EventPayload<T extends DeliveredEvent = DeliveredEvent> {
  type: T
  timestamp: string
  data: EventData<T>
}
