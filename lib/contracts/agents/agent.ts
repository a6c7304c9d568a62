import { z } from 'zod'
import { parseModelId } from '../models/model-id.ts'
import { reasoningEfforts } from '../models/reasoning-efforts.ts'

/** Blanks around provider and name come from pasting: no provider knows such a name. */
export const modelIdSchema = z
  .string()
  .max(300)
  .overwrite((id) => id.trim().replace(/^([^/]*?)\s*\/\s*/, '$1/'))
  .refine((id) => parseModelId(id) !== null, 'must be written provider/model')

const memorySettingsSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** The largest number of memories in a turn's prompt. */
  limit: z.int().min(0).max(50).default(3),
  /** Memories that are not recalled by then are left out of the turn. */
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
  /** Estimated tokens of instructions, history, memories and question together. */
  budgetTokens: z.int().min(500).max(2_000_000).default(16_000),
  /** Whether messages that no longer fit the budget are summarised in the background. */
  summarise: z.boolean().default(true),
})

const answerCacheSettingsSchema = z.strictObject({
  /** Whether the answer to a chat's first question is stored and replayed for the same question. */
  enabled: z.boolean().default(false),
  ttlMinutes: z.int().min(1).max(525_600).default(1_440),
})

/** What is done for a turn while its message is typed. */
const draftSettingsSchema = z.strictObject({
  /** Whether a long chat's prompt is sent ahead to servers that read prompts at no cost. */
  prefill: z.boolean().default(false),
  /** Whether it is also sent ahead to providers that charge for it. */
  prefillPaid: z.boolean().default(false),
  /** Not available: only `false` is accepted. */
  speculate: z.literal(false, 'is not available').default(false),
})

const deadlineMs = z.int().min(1).max(3_600_000)
export const deadlineSettingsSchema = z.strictObject({
  /** Limit for the provider's response headers. */
  connectMs: deadlineMs.default(30_000),
  /** Limit for the first token of reasoning or answer. */
  firstTokenMs: deadlineMs.default(120_000),
  betweenTokensMs: deadlineMs.default(60_000),
  totalMs: deadlineMs.default(900_000),
  /** The largest number of characters of reasoning and text; a longer answer is cut there. */
  maxOutputChars: z.int().min(1).max(4_000_000).default(2_000_000),
})
export type DeadlineSettings = z.infer<typeof deadlineSettingsSchema>

export const reasoningEffortSchema = z.enum(reasoningEfforts)
export type ReasoningEffort = z.infer<typeof reasoningEffortSchema>

/** Fields that Lumos itself writes into a provider's request. */
const ownBodyFields = ['model', 'messages', 'stream', 'tools', 'input', 'contents', 'system']
const longestExtraBody = 10_000
const extraBody = z
  .record(z.string().min(1).max(100), z.json().meta({ id: 'Json' }))
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
  /** Whether reasoning counts as the model's first sign of life; otherwise only text does. */
  reasoningCounts: z.boolean().default(false),
})
const routing = z.strictObject({ fastModel: modelIdSchema, deepModel: modelIdSchema })

/**
 * Tools that an admin may give an agent. None by default, because not every model supports tools.
 */
export const toolNames = [
  'current-time',
  'calculator',
  'search-memories',
  'save-memory',
  'forget-memory',
  'read-page',
  'search-web',
] as const

/** What a new chat offers to ask. */
const starter = z.strictObject({
  title: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(2_000),
})
export const mostStarters = 8

/** An agent's name as a model of the OpenAI-compatible API. */
const slug = z
  .string()
  .regex(/^[a-z0-9]+(?:[-._][a-z0-9]+)*$/, 'must be letters, digits and hyphens')
  .max(100)

const fields = {
  slug,
  name: z.string().trim().min(1).max(60),
  description: z.string().max(500),
  instructions: z.string().max(50_000),
  model: modelIdSchema,
  fallbackModel: modelIdSchema.nullable(),
  temperature: z.number().min(0).max(2).nullable(),
  maxOutputTokens: z.int().min(1).max(1_000_000).nullable(),
  /** How long the model reasons, if it supports the setting; null uses the model's default. */
  reasoningEffort: reasoningEffortSchema.nullable(),
  /** Fields that are added to the provider's request unchanged. */
  extraBody: extraBody.nullable(),
  hedge: hedge.nullable(),
  routing: routing.nullable(),
  ttfbBudgetMs: z.int().min(1).max(600_000).nullable(),
  /** The largest number of earlier messages in a turn's prompt. */
  historyLimit: z.int().min(0).max(1_000),
  tools: z.array(z.enum(toolNames)).max(toolNames.length),
  /** Whether users may choose another model for a message. */
  allowModelChoice: z.boolean(),
  starters: z.array(starter).max(mostStarters),
  /**
   * What happens to an answer whose instance dies: another one continues it, or it is marked as
   * interrupted.
   */
  onInstanceLoss: z.enum(['continue', 'mark']),
  /** Ids of the MCP servers whose tools it may call. */
  mcpServers: z.array(z.string().max(100)).max(50),
}

export const agentCreateSchema = z.strictObject({
  ...fields,
  /** Made of the name when left out. */
  slug: fields.slug.optional(),
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
  draft: draftSettingsSchema.prefault({}),
  tools: fields.tools.default([]),
  allowModelChoice: fields.allowModelChoice.default(false),
  starters: fields.starters.default([]),
  onInstanceLoss: fields.onInstanceLoss.default('mark'),
  mcpServers: fields.mcpServers.default([]),
})
export type AgentCreate = z.infer<typeof agentCreateSchema>

/** Agents as a file. */
export const agentFileSchema = z.strictObject({
  format: z.literal('lumos-agents'),
  version: z.literal(1),
  agents: z.array(agentCreateSchema).min(1).max(200),
})
export type AgentFile = z.infer<typeof agentFileSchema>

/** Removes the defaults from an object schema's fields, so that omitted fields keep their value. */
function withoutDefaults<T extends Record<string, z.ZodDefault<z.ZodType>>>(shape: T) {
  return z
    .strictObject(
      Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, field.unwrap()])) as {
        [K in keyof T]: ReturnType<T[K]['unwrap']>
      },
    )
    .partial()
}

/** Groups are merged field by field: `{memory: {limit: 5}}` changes only the limit. */
export const agentPatchSchema = z
  .strictObject({
    ...fields,
    memory: withoutDefaults(memorySettingsSchema.shape),
    streaming: withoutDefaults(streamingSettingsSchema.shape),
    deadlines: withoutDefaults(deadlineSettingsSchema.shape),
    prompt: withoutDefaults(promptSettingsSchema.shape),
    answerCache: withoutDefaults(answerCacheSettingsSchema.shape),
    draft: withoutDefaults(draftSettingsSchema.shape),
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
export const agentSchema = agentCreateSchema
  .extend({ id: z.string(), slug: z.string(), createdAt: z.string(), updatedAt: z.string() })
  .meta({ id: 'Agent' })
export type Agent = z.infer<typeof agentSchema>

/** What the chat page shows of an agent. Users get no more: how an agent is set up is the admins'. */
export const chatAgentSchema = agentSchema
  .pick({
    id: true,
    slug: true,
    name: true,
    description: true,
    model: true,
    routing: true,
    reasoningEffort: true,
    allowModelChoice: true,
    starters: true,
  })
  .meta({ id: 'ChatAgent' })
export type ChatAgent = z.infer<typeof chatAgentSchema>
export const chatAgentFields = Object.keys(chatAgentSchema.shape) as (keyof ChatAgent)[]
