import { z } from 'zod'

/** The named spans of a turn before the first token, in order. `request` and `paint` are the browser's. */
export const stageNames = [
  'request',
  'auth',
  'agent',
  'history',
  'memory',
  'prompt',
  'connect',
  'model',
  'flush',
  'paint',
] as const
export const stageNameSchema = z.enum(stageNames)
export type StageName = z.infer<typeof stageNameSchema>

/** A span in milliseconds since the server received the request. */
export const stageSchema = z.object({
  name: stageNameSchema,
  startMs: z.number(),
  endMs: z.number(),
})
export type Stage = z.infer<typeof stageSchema>

/** `data-timing`: what one turn took. All times count from the server's receipt of the request. */
export const turnTimingSchema = z.object({
  turnId: z.string(),
  /** Time to the first visible answer text; null when the turn ended without any. */
  ttfbMs: z.number().nullable(),
  /** Time to the first reasoning token. */
  reasoningMs: z.number().optional(),
  totalMs: z.number(),
  stages: z.array(stageSchema),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  cachedTokens: z.number().optional(),
  tokensPerSecond: z.number().nullable(),
  model: z.string(),
  requestedModel: z.string().optional(),
  hedged: z.boolean().optional(),
  cache: z.enum(['hit', 'miss']).optional(),
  /** How memories were recalled; absent when memory was not used. */
  memory: z
    .object({
      /** `late`: the deadline passed first, the turn went without. */
      cache: z.enum(['hit', 'miss', 'late']),
      /** Whether by meaning too; `late` and `failed`: by words only. */
      meaning: z.enum(['off', 'used', 'late', 'failed']),
    })
    .optional(),
})
export type TurnTiming = z.infer<typeof turnTimingSchema>
