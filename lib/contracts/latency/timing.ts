import { z } from 'zod'
import { promptCacheSchema } from '../models/prompt-cache.ts'
import { stageNames } from './stage-names.ts'

export const stageNameSchema = z.enum(stageNames)
export type StageName = z.infer<typeof stageNameSchema>

/** A span in milliseconds since the server received the request. */
export const stageSchema = z.object({
  name: stageNameSchema,
  startMs: z.number(),
  endMs: z.number(),
  /** The name of the tool, for the stage `tool`: one for each call. */
  tool: z.string().optional(),
})
export type Stage = z.infer<typeof stageSchema>

const longestMs = 600_000
const clampedMs = z.number().transform((ms) => Math.min(Math.max(0, ms), longestMs))

/**
 * The browser's measurements of its own turn, milliseconds, at most ten minutes each. Sending
 * begins when Enter or the button is pressed.
 */
export const browserTimingSchema = z.strictObject({
  /** From the send to the server's receipt. */
  requestMs: clampedMs.optional(),
  /**
   * From the send to the arrival of the first text minus the TTFB: both network ways, and the delay
   * of a buffering proxy.
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

/** Whether the request opened a connection to the provider or reused an open one. */
export const connectionUseSchema = z.enum(['new', 'reused'])
export type ConnectionUse = z.infer<typeof connectionUseSchema>

/**
 * Why a model was asked: as the turn's own model, because the first was slow, or because it failed.
 */
export const attemptRoles = ['first', 'hedge', 'fallback'] as const
export type AttemptRole = (typeof attemptRoles)[number]

/** One model's part in a turn, in milliseconds since the server received the request. */
export const modelAttemptSchema = z.object({
  model: z.string(),
  role: z.enum(attemptRoles),
  startMs: z.number(),
  /** When the provider's response headers arrived. */
  connectedMs: z.number().optional(),
  /** When its first text or tool call arrived; else when it failed or was abandoned. */
  endMs: z.number(),
  /** `slower`: another model answered first; `stopped`: the user ended the turn. */
  outcome: z.enum(['answered', 'failed', 'slower', 'stopped']),
  /** The error's code, for the outcome `failed`. */
  reason: z.string().optional(),
})
export type ModelAttempt = z.infer<typeof modelAttemptSchema>

/**
 * `data-attempt`: a further model is being asked. `after` is the reason why the one before failed.
 */
export type AttemptStart = Pick<ModelAttempt, 'model' | 'role' | 'startMs'> & { after?: string }

/** `data-timing`: the figures of one turn. All times count from the arrival of the request. */
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
  /** How the prompt begins compared with the turn before; absent in a chat's first turn. */
  promptCache: promptCacheSchema.optional(),
  /**
   * The prompt was sent ahead while the message was typed: its tokens then, and those that the turn
   * found in the provider's cache.
   */
  prefill: z.object({ tokens: z.number(), cachedTokens: z.number() }).optional(),
  /** The cost that the provider reports, US dollars. */
  costUsd: z.number().optional(),
  tokensPerSecond: z.number().nullable(),
  model: z.string(),
  requestedModel: z.string().optional(),
  /** A second model was started; it need not have answered. */
  hedged: z.boolean().optional(),
  /**
   * The models that were asked; present if there were several, or if the only one did not answer.
   */
  attempts: z.array(modelAttemptSchema).optional(),
  cache: z.enum(['hit', 'miss']).optional(),
  /** Of the first request; absent if the provider's library does not report it. */
  connection: connectionUseSchema.optional(),
  /** How memories were recalled; absent if the turn used no memory. */
  memory: z
    .object({
      /** `late`: the deadline passed first, and the turn went without memories. */
      cache: z.enum(['hit', 'miss', 'late']),
      /** Whether embeddings were compared; with `late` and `failed` only words were. */
      meaning: z.enum(['off', 'used', 'late', 'failed']),
    })
    .optional(),
})
export type TurnTiming = z.infer<typeof turnTimingSchema>
