import { z } from 'zod'
import { modelIdSchema } from '../agents/agent.ts'

/** Limit for a probe's answer; reasoning models need tokens before their first text. */
export const probeOutputTokens = 2_000
const mostProbeRuns = 20

export const probeRequestSchema = z.strictObject({
  models: z.array(modelIdSchema).min(1).max(20),
  /** Answers per model. */
  runs: z.int().min(1).max(mostProbeRuns).default(5),
  /** The prompt; a short question if omitted. */
  prompt: z.string().trim().min(1).max(4_000).optional(),
})
export type ProbeRequest = z.infer<typeof probeRequestSchema>

/** What one answer took, milliseconds. */
export interface ProbeRun {
  ttfbMs: number
  /** Until the provider's response headers. */
  connectMs: number
  /** Until the first reasoning token, where there was one. */
  reasoningMs?: number
  tokensPerSecond: number | null
}

/** One finished answer; a model's runs count from 1. */
export type ProbeProgress = { model: string; run: number; runs: number } & (
  | { measured: ProbeRun }
  | { failure: string }
)

/** Summary of a model's runs; null where no run gave text. */
export interface ProbeResult {
  model: string
  ttfbMs: { p50: number; p95: number } | null
  connectMs: number | null
  reasoningMs?: number
  tokensPerSecond: number | null
  failures: number
}

/**
 * A frame of `POST /api/models/probe`: each answer, each finished model, and finally all results.
 */
export type ProbeFrame =
  | { progress: ProbeProgress }
  | { result: ProbeResult }
  | { results: ProbeResult[] }
