import { z } from 'zod'
import { itemsSchema } from '../list.ts'
import { timeSchema } from '../time.ts'
import { memoryTypes } from './memory-types.ts'

export const memoryTypeSchema = z.enum(memoryTypes)
export type MemoryType = z.infer<typeof memoryTypeSchema>

const text = z.string().trim().min(1).max(2_000)

export const memoryCreateSchema = z.strictObject({
  text,
  agentId: z.string().nullish(),
  type: memoryTypeSchema.optional(),
})
export const memoryPatchSchema = z.strictObject({
  text: text.optional(),
  agentId: z.string().nullish(),
  type: memoryTypeSchema.optional(),
})
export const memorySearchSchema = z.strictObject({
  query: z.string().min(1).max(10_000),
  agentId: z.string().optional(),
  limit: z.int().min(1).max(100).default(10),
})
const importTime = timeSchema.nullish()
export const memoryImportSchema = z.strictObject({
  items: z
    .array(
      z.strictObject({
        text: z.string().trim().min(1).max(10_000),
        agentId: z.string().nullish(),
        createdAt: timeSchema.optional(),
        sourceId: z.string().max(200).optional(),
        type: memoryTypeSchema.optional(),
        importance: z.number().min(0).max(1).optional(),
        validFrom: importTime,
        validTo: importTime,
      }),
    )
    .max(10_000),
})

/** Whether memories of the user may be stored and used. */
export const memoryUseSchema = z.strictObject({ enabled: z.boolean() })

/** A memory as the API shows it. */
export const memorySchema = z
  .object({
    id: z.string(),
    text: z.string(),
    type: memoryTypeSchema,
    importance: z.number(),
    agentId: z.string().nullable(),
    source: z
      .object({ chatId: z.string(), messageId: z.string().nullable() })
      .nullable()
      .describe('The message that it was learnt from; null if the user wrote or imported it.'),
    validFrom: z.string().nullable(),
    validTo: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
    lastUsedAt: z.string().nullable(),
    useCount: z.number(),
  })
  .meta({ id: 'Memory' })
export type Memory = z.infer<typeof memorySchema>

/** A memory in a turn's prompt. */
export const recalledMemorySchema = z
  .object({
    id: z.string(),
    text: z.string(),
    score: z.number().describe('Higher is better; comparable only within one recall.'),
    endedAt: z.string().optional().describe('When it ceased to be true; absent while it is true.'),
  })
  .meta({ id: 'RecalledMemory' })
export type RecalledMemory = z.infer<typeof recalledMemorySchema>

/**
 * An embedding model that answers a smaller share of its exam correctly is not used: this is the
 * share that guessing reaches.
 */
export const lowestEmbeddingGrade = 0.2

/** `GET /api/settings/embedding` */
export const embeddingStateSchema = z
  .object({
    model: z.string().nullable(),
    memories: z.number().describe('Number of memories of all users.'),
    embedded: z.number().describe('How many of them have a vector of this model.'),
    grades: z
      .object({ english: z.number(), chinese: z.number() })
      .nullable()
      .describe(
        'Share of exam questions answered correctly, 0 to 1; null while the model cannot be asked.',
      ),
    problem: z.string().nullable().describe('Why the model cannot be asked.'),
  })
  .meta({ id: 'EmbeddingState' })
export type EmbeddingState = z.infer<typeof embeddingStateSchema>

/** `POST /api/memories/search` */
export const memorySearchAnswerSchema = itemsSchema(recalledMemorySchema).extend({
  cache: z.enum(['hit', 'miss']),
  tookMs: z.number(),
})

/** `POST /api/memories/import` */
export const memoryImportAnswerSchema = z.object({
  imported: z.number(),
  duplicates: z.number(),
  refused: z.number().optional(),
})
