import { z } from 'zod'
import { parseModelId } from './model.ts'

/** Blanks around provider and name come from pasting: no provider knows such a name. */
export const modelIdSchema = z
  .string()
  .max(300)
  .transform((id) => id.trim().replace(/^([^/]*?)\s*\/\s*/, '$1/'))
  .refine((id) => parseModelId(id) !== null, 'must be written provider/model')

const memorySettingsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Memories put before a turn, at most. */
  limit: z.int().min(0).max(50).default(3),
  /** What is not recalled by then is left out of this turn. */
  deadlineMs: z.int().min(0).max(10_000).default(150),
  budgetTokens: z.int().min(0).max(20_000).default(400),
})

export const streamingSettingsSchema = z.strictObject({
  /** Characters gathered before a delta is sent; 1 sends at once. */
  bufferChars: z.int().min(1).max(10_000).default(1),
  emitMetadata: z.boolean().default(true),
  emitMemoryUpdates: z.boolean().default(true),
  /** Pause after each delta; only to slow a demonstration. */
  deltaDelayMs: z.int().min(0).max(5_000).default(0),
})
export type StreamingSettings = z.infer<typeof streamingSettingsSchema>

const promptSettingsSchema = z.strictObject({
  /** Instructions, history, memories and question together; estimated. */
  budgetTokens: z.int().min(500).max(2_000_000).default(16_000),
  /** Is what a long chat leaves out summarised in the background? */
  summarise: z.boolean().default(true),
})

const answerCacheSettingsSchema = z.strictObject({
  /** Is the answer to a chat's first question kept, and replayed for the same question? */
  enabled: z.boolean().default(false),
  ttlMinutes: z.int().min(1).max(525_600).default(1_440),
})

const deadlineMs = z.int().min(1).max(3_600_000)
export const deadlineSettingsSchema = z.strictObject({
  /** Until the provider's response headers. */
  connectMs: deadlineMs.default(30_000),
  /** Until the first reasoning or answer token. */
  firstTokenMs: deadlineMs.default(120_000),
  betweenTokensMs: deadlineMs.default(60_000),
  totalMs: deadlineMs.default(900_000),
  /** The output cap: characters of reasoning and text. An endless answer ends here. */
  maxOutputChars: z.int().min(1).max(4_000_000).default(2_000_000),
})
export type DeadlineSettings = z.infer<typeof deadlineSettingsSchema>

export const reasoningEfforts = ['none', 'low', 'medium', 'high'] as const
export const reasoningEffortSchema = z.enum(reasoningEfforts)
export type ReasoningEffort = z.infer<typeof reasoningEffortSchema>

/** Fields that Lumos itself writes into a provider's request. */
const ownBodyFields = ['model', 'messages', 'stream', 'tools', 'input', 'contents', 'system']
const longestExtraBody = 10_000
const extraBody = z
  .record(z.string().min(1).max(100), z.json())
  .refine(
    (body) => !ownBodyFields.some((name) => Object.hasOwn(body, name)),
    `must not hold ${ownBodyFields.join(', ')}`,
  )
  .refine(
    (body) => JSON.stringify(body).length <= longestExtraBody,
    `must be at most ${longestExtraBody} characters as JSON`,
  )

const hedge = z.strictObject({
  afterMs: z.union([z.int().min(0).max(600_000), z.literal('p95')]),
  model: modelIdSchema,
  /** Does reasoning end the silence? Otherwise only text does. */
  reasoningCounts: z.boolean().default(false),
})
const routing = z.strictObject({ fastModel: modelIdSchema, deepModel: modelIdSchema })

/** Tools that an admin may give an agent; none by default, since not every model takes them. */
export const toolNames = ['current-time', 'search-memories', 'save-memory'] as const

const fields = {
  name: z.string().trim().min(1).max(60),
  description: z.string().max(500),
  instructions: z.string().max(50_000),
  model: modelIdSchema,
  fallbackModel: modelIdSchema.nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  maxOutputTokens: z.int().min(1).max(1_000_000).nullable(),
  /** How long the model thinks, where it takes that; null leaves it to the model. */
  reasoningEffort: reasoningEffortSchema.nullable(),
  /** Fields that go into the provider's request as they are. */
  extraBody: extraBody.nullable(),
  hedge: hedge.nullable(),
  routing: routing.nullable(),
  ttfbBudgetMs: z.int().min(1).max(600_000).nullable(),
  /** Earlier messages put before a turn, at most. */
  historyLimit: z.int().min(0).max(1_000),
  tools: z.array(z.enum(toolNames)).max(toolNames.length),
}

export const agentCreateSchema = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  instructions: fields.instructions.default(''),
  fallbackModel: fields.fallbackModel.default(null),
  temperature: fields.temperature.default(null),
  maxOutputTokens: fields.maxOutputTokens.default(null),
  reasoningEffort: fields.reasoningEffort.default(null),
  extraBody: fields.extraBody.default(null),
  memory: memorySettingsSchema.prefault({}),
  streaming: streamingSettingsSchema.prefault({}),
  deadlines: deadlineSettingsSchema.prefault({}),
  hedge: fields.hedge.default(null),
  routing: fields.routing.default(null),
  ttfbBudgetMs: fields.ttfbBudgetMs.default(null),
  historyLimit: fields.historyLimit.default(100),
  prompt: promptSettingsSchema.prefault({}),
  answerCache: answerCacheSettingsSchema.prefault({}),
  tools: fields.tools.default([]),
})
export type AgentCreate = z.infer<typeof agentCreateSchema>

/** Removes defaults from an object schema's fields, so that what is left out keeps its value. */
function withoutDefaults<T extends Record<string, z.ZodDefault<z.ZodType>>>(shape: T) {
  return z
    .strictObject(
      Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, field.unwrap()])) as {
        [K in keyof T]: ReturnType<T[K]['unwrap']>
      },
    )
    .partial()
}

/** Nested objects are merged field by field: `{memory: {limit: 5}}` changes only the limit. */
export const agentPatchSchema = z
  .strictObject({
    ...fields,
    memory: withoutDefaults(memorySettingsSchema.shape),
    streaming: withoutDefaults(streamingSettingsSchema.shape),
    deadlines: withoutDefaults(deadlineSettingsSchema.shape),
    prompt: withoutDefaults(promptSettingsSchema.shape),
    answerCache: withoutDefaults(answerCacheSettingsSchema.shape),
  })
  .partial()
export type AgentPatch = z.infer<typeof agentPatchSchema>

const settingsGroups: readonly string[] = Object.entries(agentPatchSchema.shape)
  .filter(([, field]) => field.unwrap() instanceof z.ZodObject)
  .map(([name]) => name)

/** Whether a field is a group of settings, which a patch merges field by field. */
export function isSettingsGroup(field: string): boolean {
  return settingsGroups.includes(field)
}

/** An agent as the API shows it. */
export type Agent = AgentCreate & { id: string; createdAt: string; updatedAt: string }
