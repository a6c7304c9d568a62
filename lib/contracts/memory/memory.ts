import { z } from 'zod'
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
export interface Memory {
  id: string
  text: string
  type: MemoryType
  importance: number
  agentId: string | null
  /** The message that it was learnt from; null if the user wrote or imported it. */
  source: { chatId: string; messageId: string | null } | null
  validFrom: string | null
  validTo: string | null
  createdAt: string
  updatedAt: string
  lastUsedAt: string | null
  useCount: number
}

/** A memory in a turn's prompt. */
export interface RecalledMemory {
  id: string
  text: string
  /** Higher is better; comparable only within one recall. */
  score: number
  /** When it ceased to be true; absent while it is true. */
  endedAt?: string
}

/**
 * An embedding model that answers a smaller share of its exam correctly is not used: this is the
 * share that guessing reaches.
 */
export const lowestEmbeddingGrade = 0.2

/** `GET /api/settings/embedding` */
export interface EmbeddingState {
  model: string | null
  /** Number of memories of all users. */
  memories: number
  /** How many of them have a vector of this model. */
  embedded: number
  /** Share of exam questions answered correctly, 0 to 1; null while the model cannot be asked. */
  grades: { english: number; chinese: number } | null
  /** Why the model cannot be asked. */
  problem: string | null
}
