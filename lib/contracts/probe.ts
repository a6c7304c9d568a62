import { z } from 'zod'
import { modelIdSchema } from './agent.ts'

/** Tokens of a probe's answer at most; reasoning models spend them before their first text. */
export const probeOutputTokens = 2_000
const mostProbeRuns = 20

export const probeRequestSchema = z.strictObject({
  models: z.array(modelIdSchema).min(1).max(20),
  /** Answers of each model. */
  runs: z.int().min(1).max(mostProbeRuns).default(5),
  /** What the models are asked; a short question when left out. */
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

/** One answer that is over; runs of a model count from 1. */
export type ProbeProgress = { model: string; run: number; runs: number } & (
  | { measured: ProbeRun }
  | { failure: string }
)

/** What the runs of a model come to; null where no run gave text. */
export interface ProbeResult {
  model: string
  ttfbMs: { p50: number; p95: number } | null
  connectMs: number | null
  reasoningMs?: number
  tokensPerSecond: number | null
  failures: number
}

/** A frame of `POST /api/models/probe`: each answer, each model that is done, and all results last. */
export type ProbeFrame =
  | { progress: ProbeProgress }
  | { result: ProbeResult }
  | { results: ProbeResult[] }
