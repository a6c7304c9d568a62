import { z } from 'zod'
import { type AgentPatch, agentPatchSchema } from '../agents/agent.ts'
import { timeSchema } from '../time.ts'
import type { stageNames } from './stage-names.ts'

/** Selects the turns that figures are computed from. */
export const latencyFilterSchema = z.strictObject({
  /** Defaults to the last 24 hours. */
  since: timeSchema.optional(),
  until: timeSchema.optional(),
  agentId: z.string().optional(),
  /** `provider/model` */
  model: z.string().optional(),
  userId: z.string().optional(),
})
export type LatencyFilter = z.infer<typeof latencyFilterSchema>

const latencyGroupings = ['model', 'agent', 'hour'] as const
export const latencyQuerySchema = latencyFilterSchema.extend({
  groupBy: z.enum(latencyGroupings).optional(),
})
export type LatencyQuery = z.infer<typeof latencyQuerySchema>

/** Milliseconds. */
export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** A stage over many turns. */
export interface StageFigures {
  /** Turns with this stage. */
  count: number
  p50: number
  p95: number
  meanMs: number
  /**
   * Its part of all TTFBs together, 0 to 1; of all waits together for the browser's stages
   * (`request`, `response`, `paint`).
   */
  share: number
}

/** Figures over a set of turns. */
export interface LatencyFigures {
  /** Turns that ended. */
  count: number
  /** Those that ended with an error. */
  failures: number
  /** Turns with answer text, which have a TTFB. */
  answered: number
  /** The server's part of the wait; null if no turn has answer text. */
  ttfb: Percentiles | null
  /** Turns whose wait a browser measured. */
  measured: number
  /** From Enter to the first painted text; null when no browser measured a turn. */
  wait: Percentiles | null
  stages: Partial<Record<(typeof stageNames)[number], StageFigures>>
  /** Mean over the turns that have a value. */
  tokensPerSecond: number | null
}

export interface LatencyGroup extends LatencyFigures {
  /** `provider/model`, the agent's id (empty: deleted), or the time at which the hour or day begins. */
  key: string
}

/** `GET /api/latency` */
export interface LatencyReport extends LatencyFigures {
  since: string
  until: string
  /** Codes of the errors, most frequent first. */
  failureKinds: { code: string; count: number }[]
  /** Turns by TTFB, in logarithmic steps; empty steps are omitted. */
  distribution: { fromMs: number; toMs: number; count: number }[]
  /** Figures per hour, or per day for periods longer than a week. */
  series: LatencyGroup[]
  stepMs: number
  /** Present if `groupBy` is set. */
  groups: LatencyGroup[]
  /** For agents with a TTFB budget: how many turns met it. */
  budgets: { agentId: string; budgetMs: number; count: number; attained: number }[]
}

/** `GET /api/latency/turns`: the turns with the longest TTFB in the period. */
export interface SlowTurn {
  id: string
  /** Null when the chat was deleted. */
  chatId: string | null
  agentId: string | null
  model: string
  startedAt: string
  outcome: string
  ttfbMs: number
  /** null when no browser measured it. */
  waitMs: number | null
  totalMs: number | null
}

/** `GET /api/latency/stamp`: unchanged as long as the figures are. Cheap to poll. */
export interface LatencyStamp {
  stamp: string
}

/** The causes of waiting that the diagnosis looks for, one rule each. */
export const findingRules = [
  'slow-model',
  'unasked-reasoning',
  'cold-connection',
  'far-provider',
  'slow-recall',
  'large-memory',
  'large-prompt',
  'broken-cache',
  'buffered-deltas',
  'delayed-deltas',
  'slow-database',
  'busy-server',
  'buffering-proxy',
  'slow-paint',
  'provider-errors',
] as const
export type FindingRule = (typeof findingRules)[number]

/** What a fix does. */
export const fixKinds = [
  'use-model',
  'use-auto',
  'hedge',
  'fallback',
  'prewarm',
  'nearer-provider',
  'recall-deadline',
  'memory-budget',
  'prompt-budget',
  'larger-prompt',
  'one-model',
  'fixed-instructions',
  'no-buffer',
  'no-delay',
  'check-database',
  'relieve-server',
  'proxy-settings',
  'check-browser',
  'check-provider',
] as const
export type FixKind = (typeof fixKinds)[number]

/** A change that would help. */
export interface Fix {
  kind: FixKind
  /** In the reader's language: "Use demo/fast". */
  label: string
  /** The patch for `PATCH /api/agents/:id`; null for a fix that is no setting of an agent. */
  patch: AgentPatch | null
  /** From measured figures; null if nothing relevant was measured. */
  expectedTtfbMs: number | null
}

/** `GET /api/latency/diagnosis` */
export interface Finding {
  agentId: string
  agentName: string
  rule: FindingRule
  /** The stage that the finding is about, if it is about one. */
  stage: (typeof stageNames)[number] | null
  /** What the share is of: the TTFB, the wait by the browser's clock, or the number of turns. */
  basis: 'ttfb' | 'wait' | 'turns'
  /** 0 to 1. */
  share: number
  /** Median TTFB of the turns that were judged, milliseconds. */
  ttfbMs: number
  /** Their median wait if the basis is `wait`; else null. */
  waitMs: number | null
  /** Number of turns that were judged. */
  turns: number
  /** One sentence each, in the reader's language. */
  cause: string
  evidence: string
  /** The best one. */
  fix: Fix
  /** Others, best first. */
  otherFixes: Fix[]
}

export const fixRequestSchema = z.strictObject({
  agentId: z.string(),
  rule: z.enum(findingRules),
  /** The fix as the finding offered it, so that exactly the fix that was shown is applied. */
  kind: z.enum(fixKinds),
  patch: agentPatchSchema.nullable(),
})
export type FixRequest = z.infer<typeof fixRequestSchema>

/** An applied fix, with its effect. */
export interface AppliedFix {
  id: string
  agentId: string
  agentName: string
  rule: FindingRule
  label: string
  appliedAt: string
  appliedBy: string | null
  undoneAt: string | null
  /** Median TTFB of the agent's turns before the fix and since, until it was undone. */
  before: { ttfbMs: number; turns: number } | null
  after: { ttfbMs: number; turns: number } | null
}
