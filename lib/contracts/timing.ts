import { z } from 'zod'

/**
 * The named spans of a turn's wait, in order. `request`, `response` (the way back of the first text)
 * and `paint` are the browser's, the others make up the TTFB. `flush` begins with the model's first
 * text: what `bufferChars` holds back is in it.
 */
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
  'response',
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

const longestMs = 600_000
const clampedMs = z.number().transform((ms) => Math.min(Math.max(0, ms), longestMs))

/**
 * What the browser measured of its own turn, milliseconds, at most ten minutes each. The send is the
 * moment at which Enter or the button was pressed.
 */
export const browserTimingSchema = z.strictObject({
  /** From the send to the server's receipt. */
  requestMs: clampedMs.optional(),
  /**
   * From the send to the arrival of the first text, without the server's own TTFB: the way there
   * and back, and what a proxy held back.
   */
  transitMs: clampedMs.optional(),
  /** From the first text's arrival to its paint. */
  paintMs: clampedMs.optional(),
  /** The wait: from the send to the paint of the first answer text. */
  waitMs: clampedMs.optional(),
  /** From the send to the paint of the first reasoning text. */
  reasoningMs: clampedMs.optional(),
  /** From the send to the arrival of the answer's end. */
  totalMs: clampedMs.optional(),
})
export type BrowserTiming = z.infer<typeof browserTimingSchema>

/** Whether a connection to the provider was opened for the request, or was open already. */
export const connectionUseSchema = z.enum(['new', 'reused'])
export type ConnectionUse = z.infer<typeof connectionUseSchema>

/** Why a model was asked: it is the turn's own, the first was slow, or the first failed. */
export const attemptRoles = ['first', 'hedge', 'fallback'] as const
export type AttemptRole = (typeof attemptRoles)[number]

/** One model's part in a turn, in milliseconds since the server received the request. */
export const modelAttemptSchema = z.object({
  model: z.string(),
  role: z.enum(attemptRoles),
  startMs: z.number(),
  /** The provider's response headers. */
  connectedMs: z.number().optional(),
  /** Its first text or tool call; else when it failed or was left. */
  endMs: z.number(),
  /** `slower`: another model was first; `stopped`: the user ended the turn. */
  outcome: z.enum(['answered', 'failed', 'slower', 'stopped']),
  /** The error's code, with `failed`. */
  reason: z.string().optional(),
})
export type ModelAttempt = z.infer<typeof modelAttemptSchema>

/** `data-attempt`: another model is asked, as it happens. `after` is why the one before failed. */
export type AttemptStart = Pick<ModelAttempt, 'model' | 'role' | 'startMs'> & { after?: string }

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
  /** What the provider says that it charged, US dollars. */
  costUsd: z.number().optional(),
  tokensPerSecond: z.number().nullable(),
  model: z.string(),
  requestedModel: z.string().optional(),
  /** A second model was started, whichever answered. */
  hedged: z.boolean().optional(),
  /** The models that were asked, when more than one or when the only one did not answer. */
  attempts: z.array(modelAttemptSchema).optional(),
  cache: z.enum(['hit', 'miss']).optional(),
  /** Of the first request; absent where the provider's library does not tell. */
  connection: connectionUseSchema.optional(),
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
