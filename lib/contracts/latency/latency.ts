import { z } from 'zod'
import { agentPatchSchema } from '../agents/agent.ts'
import { timeSchema } from '../time.ts'
import { stageNames } from './stage-names.ts'

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
export const percentilesSchema = z
  .object({ p50: z.number(), p95: z.number(), p99: z.number() })
  .meta({ id: 'Percentiles' })
export type Percentiles = z.infer<typeof percentilesSchema>

/** A stage over many turns. */
export const stageFiguresSchema = z
  .object({
    count: z.number().describe('Turns with this stage.'),
    p50: z.number(),
    p95: z.number(),
    meanMs: z.number(),
    share: z
      .number()
      .describe(
        "Its part of all TTFBs together, 0 to 1; of all waits together for the browser's stages (`request`, `response`, `paint`).",
      ),
  })
  .meta({ id: 'StageFigures' })
export type StageFigures = z.infer<typeof stageFiguresSchema>

/** Figures over a set of turns. */
export const latencyFiguresSchema = z
  .object({
    count: z.number().describe('Turns that ended.'),
    failures: z.number().describe('Those that ended with an error.'),
    answered: z.number().describe('Turns with answer text, which have a TTFB.'),
    ttfb: percentilesSchema
      .nullable()
      .describe("The server's part of the wait; null if no turn has answer text."),
    measured: z.number().describe('Turns whose wait a browser measured.'),
    wait: percentilesSchema
      .nullable()
      .describe('From Enter to the first painted text; null when no browser measured a turn.'),
    stages: z.partialRecord(z.enum(stageNames), stageFiguresSchema),
    tokensPerSecond: z.number().nullable().describe('Mean over the turns that have a value.'),
  })
  .meta({ id: 'LatencyFigures' })
export type LatencyFigures = z.infer<typeof latencyFiguresSchema>

export const latencyGroupSchema = latencyFiguresSchema
  .extend({
    key: z
      .string()
      .describe(
        "`provider/model`, the agent's id (empty: deleted), or the time at which the hour or day begins.",
      ),
  })
  .meta({ id: 'LatencyGroup' })
export type LatencyGroup = z.infer<typeof latencyGroupSchema>

/** `GET /api/latency` */
export const latencyReportSchema = latencyFiguresSchema
  .extend({
    since: z.string(),
    until: z.string(),
    failureKinds: z
      .array(z.object({ code: z.string(), count: z.number() }))
      .describe('Codes of the errors, most frequent first.'),
    distribution: z
      .array(z.object({ fromMs: z.number(), toMs: z.number(), count: z.number() }))
      .describe('Turns by TTFB, in logarithmic steps; empty steps are omitted.'),
    series: z
      .array(latencyGroupSchema)
      .describe('Figures per hour, or per day for periods longer than a week.'),
    stepMs: z.number(),
    groups: z.array(latencyGroupSchema).describe('Present if `groupBy` is set.'),
    budgets: z
      .array(
        z.object({
          agentId: z.string(),
          budgetMs: z.number(),
          count: z.number(),
          attained: z.number(),
        }),
      )
      .describe('For agents with a TTFB budget: how many turns met it.'),
  })
  .meta({ id: 'LatencyReport' })
export type LatencyReport = z.infer<typeof latencyReportSchema>

/** `GET /api/latency/turns`: the turns with the longest TTFB in the period. */
export const slowTurnSchema = z
  .object({
    id: z.string(),
    chatId: z.string().nullable().describe('Null when the chat was deleted.'),
    agentId: z.string().nullable(),
    model: z.string(),
    startedAt: z.string(),
    outcome: z.string(),
    ttfbMs: z.number(),
    waitMs: z.number().nullable().describe('null when no browser measured it.'),
    totalMs: z.number().nullable(),
  })
  .meta({ id: 'SlowTurn' })
export type SlowTurn = z.infer<typeof slowTurnSchema>

/** `GET /api/latency/stamp`: unchanged as long as the figures are. Cheap to poll. */
export const latencyStampSchema = z.object({ stamp: z.string() }).meta({ id: 'LatencyStamp' })
export type LatencyStamp = z.infer<typeof latencyStampSchema>

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
export const fixSchema = z
  .object({
    kind: z.enum(fixKinds),
    label: z.string().describe('In the reader’s language, such as `Use demo/fast`.'),
    patch: agentPatchSchema
      .nullable()
      .describe(
        'The patch for `PATCH /api/agents/:id`; null for a fix that is no setting of an agent.',
      ),
    expectedTtfbMs: z
      .number()
      .nullable()
      .describe('From measured figures; null if nothing relevant was measured.'),
  })
  .meta({ id: 'Fix' })
export type Fix = z.infer<typeof fixSchema>

/** `GET /api/latency/diagnosis` */
export const findingSchema = z
  .object({
    agentId: z.string(),
    agentName: z.string(),
    rule: z.enum(findingRules),
    stage: z
      .enum(stageNames)
      .nullable()
      .describe('The stage that the finding is about, if it is about one.'),
    basis: z
      .enum(['ttfb', 'wait', 'turns'])
      .describe(
        "What the share is of: the TTFB, the wait by the browser's clock, or the number of turns.",
      ),
    share: z.number().describe('0 to 1.'),
    ttfbMs: z.number().describe('Median TTFB of the turns that were judged, milliseconds.'),
    waitMs: z.number().nullable().describe('Their median wait if the basis is `wait`; else null.'),
    turns: z.number().describe('Number of turns that were judged.'),
    cause: z.string().describe("One sentence each, in the reader's language."),
    evidence: z.string(),
    fix: fixSchema.describe('The best one.'),
    otherFixes: z.array(fixSchema).describe('Others, best first.'),
  })
  .meta({ id: 'Finding' })
export type Finding = z.infer<typeof findingSchema>

export const fixRequestSchema = z.strictObject({
  agentId: z.string(),
  rule: z.enum(findingRules),
  /** The fix as the finding offered it, so that exactly the fix that was shown is applied. */
  kind: z.enum(fixKinds),
  patch: agentPatchSchema.nullable(),
})
export type FixRequest = z.infer<typeof fixRequestSchema>

/** An applied fix, with its effect. */
export const appliedFixSchema = z
  .object({
    id: z.string(),
    agentId: z.string(),
    agentName: z.string(),
    rule: z.enum(findingRules),
    label: z.string(),
    appliedAt: z.string(),
    appliedBy: z.string().nullable(),
    undoneAt: z.string().nullable(),
    before: z
      .object({ ttfbMs: z.number(), turns: z.number() })
      .nullable()
      .describe("Median TTFB of the agent's turns before the fix and since, until it was undone."),
    after: z.object({ ttfbMs: z.number(), turns: z.number() }).nullable(),
  })
  .meta({ id: 'AppliedFix' })
export type AppliedFix = z.infer<typeof appliedFixSchema>
