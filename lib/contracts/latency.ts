import { z } from 'zod'
import { type AgentPatch, agentPatchSchema } from './agent.ts'
import { timeSchema } from './time.ts'
import type { stageNames } from './timing.ts'

/** Which turns the figures are of. */
export const latencyFilterSchema = z.strictObject({
  /** The last 24 hours without it. */
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
  /** Turns that had it. */
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
  /** Turns with an answer text, whose TTFB is known. */
  answered: number
  /** The server's part of the wait; null without any answer text. */
  ttfb: Percentiles | null
  /** Turns whose wait a browser measured. */
  measured: number
  /** From Enter to the first painted text; null when no browser measured a turn. */
  wait: Percentiles | null
  stages: Partial<Record<(typeof stageNames)[number], StageFigures>>
  /** Mean of the turns that tell. */
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
  /** How many turns had which TTFB; logarithmic steps, gaps left out. */
  distribution: { fromMs: number; toMs: number; count: number }[]
  /** Over time, in hours, or days for more than a week. */
  series: LatencyGroup[]
  stepMs: number
  /** For `groupBy`. */
  groups: LatencyGroup[]
  /** For agents with a TTFB budget: how many turns kept to it. */
  budgets: { agentId: string; budgetMs: number; count: number; attained: number }[]
}

/** `GET /api/latency/turns`: those of the period with the longest TTFB. */
export interface SlowTurn {
  id: string
  /** The asker's chat; null when it is gone. */
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

/** `GET /api/latency/stamp`: while it stays the same, so do the figures. Cheap to ask for. */
export interface LatencyStamp {
  stamp: string
}

/** What was found to be slow; each has a rule of its own. */
export const findingRules = [
  'slow-model',
  'unasked-reasoning',
  'cold-connection',
  'far-provider',
  'slow-recall',
  'large-memory',
  'large-prompt',
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
  /** For `PATCH /api/agents/:id`; null when it is nothing that an agent's settings say. */
  patch: AgentPatch | null
  /** From measured figures; null when nothing was measured that tells. */
  expectedTtfbMs: number | null
}

/** `GET /api/latency/diagnosis` */
export interface Finding {
  agentId: string
  agentName: string
  rule: FindingRule
  /** The stage that it is about; null when it is about none. */
  stage: (typeof stageNames)[number] | null
  /** What the share is of: the TTFB, the wait by the browser's clock, or the number of turns. */
  basis: 'ttfb' | 'wait' | 'turns'
  /** 0 to 1. */
  share: number
  /** Median TTFB of the turns that were judged, milliseconds. */
  ttfbMs: number
  /** Their median wait, with the basis `wait`; else null. */
  waitMs: number | null
  /** Over how many turns. */
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
  /** The fix as the finding offered it, so that nothing else is applied than what was shown. */
  kind: z.enum(fixKinds),
  patch: agentPatchSchema.nullable(),
})
export type FixRequest = z.infer<typeof fixRequestSchema>

/** A fix that was applied, with what it brought. */
export interface AppliedFix {
  id: string
  agentId: string
  agentName: string
  rule: FindingRule
  label: string
  appliedAt: string
  appliedBy: string | null
  undoneAt: string | null
  /** Median first token of the agent's turns before, and since (until it was undone). */
  before: { ttfbMs: number; turns: number } | null
  after: { ttfbMs: number; turns: number } | null
}
