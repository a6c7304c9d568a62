import type { Pool } from 'pg'
import { z } from 'zod'
import { modelAttemptSchema, type StageName, stageSchema } from '#lib/contracts/timing.ts'
import type { TurnSample } from '#lib/latency/diagnosis/sample.ts'

/** An agent's latest turns, at most. */
const mostTurns = 200

/** Agents' latest ended turns of a week, with their settings as they are. */
export async function readDiagnosisTurns(
  pool: Pool,
  agentIds: string[],
): Promise<Map<string, TurnSample[]>> {
  const { rows } = await pool.query<Row>(
    // What came before the agent was changed, by a fix or by hand, tells nothing of it now.
    `SELECT turn.* FROM "Agent" agent CROSS JOIN LATERAL (
       SELECT t."agentId", t.model, t.outcome, t."outcomeReason", t."ttfbMs", t."reasoningMs",
         t."totalMs", t."inputTokens", t."cachedTokens", t.stages, t.metadata
       FROM "Turn" t
       WHERE t."agentId" = agent.id AND t.outcome <> 'running'
         AND t."startedAt" > now() - interval '7 days'
         AND (agent."updatedAt" = agent."createdAt" OR t."startedAt" > agent."updatedAt")
         AND NOT t.metadata ? 'cachedAt'
       ORDER BY t."startedAt" DESC LIMIT ${mostTurns}
     ) AS turn
     WHERE agent.id = ANY($1)`,
    [agentIds],
  )
  const byAgent = Map.groupBy(rows, ({ agentId }) => agentId)
  return new Map([...byAgent].map(([agentId, turns]) => [agentId, turns.map(toSample)]))
}

/** Median first token of an agent's turns in a time, at most 200: the latest, or the first. */
export async function readMedianTtfb(
  pool: Pool,
  agentId: string,
  { from, until, order }: { from: Date | null; until: Date | null; order: 'latest' | 'first' },
): Promise<{ ttfbMs: number; turns: number } | null> {
  const { rows } = await pool.query<{ ttfbMs: number | null; turns: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY "ttfbMs") AS "ttfbMs", count(*)::int AS turns
     FROM (
       SELECT "ttfbMs" FROM "Turn"
       WHERE "agentId" = $1 AND "ttfbMs" IS NOT NULL AND NOT metadata ? 'cachedAt'
         AND ($2::timestamptz IS NULL OR "startedAt" >= $2)
         AND ($3::timestamptz IS NULL OR "startedAt" < $3)
       ORDER BY "startedAt" ${order === 'latest' ? 'DESC' : 'ASC'} LIMIT ${mostTurns}
     ) AS turns`,
    [agentId, from, until],
  )
  const [row] = rows
  if (!row || row.ttfbMs === null) return null
  return { ttfbMs: Math.round(row.ttfbMs * 10) / 10, turns: row.turns }
}

interface Row {
  agentId: string
  model: string
  outcome: string
  outcomeReason: string | null
  ttfbMs: number | null
  reasoningMs: number | null
  totalMs: number | null
  inputTokens: number | null
  cachedTokens: number | null
  stages: unknown
  metadata: unknown
}

const metadataSchema = z.object({
  attempts: z.array(modelAttemptSchema).optional(),
  connection: z.enum(['new', 'reused']).optional(),
  loopDelayMs: z.number().optional(),
  memoryCache: z.enum(['hit', 'miss', 'late']).optional(),
  memoryIds: z.array(z.string()).optional(),
  browser: z
    .object({ transitMs: z.number().optional(), paintMs: z.number().optional() })
    .optional(),
})

function toSample(row: Row): TurnSample {
  const { attempts, connection, loopDelayMs, memoryCache, memoryIds, browser } =
    metadataSchema.parse(row.metadata)
  const first = attempts?.[0]
  const stages: Partial<Record<StageName, number>> = {}
  for (const { name, startMs, endMs } of z.array(stageSchema).parse(row.stages))
    stages[name] = (stages[name] ?? 0) + endMs - startMs
  return {
    model: row.model,
    errorCode: row.outcome === 'error' ? (row.outcomeReason ?? 'unknown') : null,
    ttfbMs: row.ttfbMs,
    reasoningMs: row.reasoningMs,
    totalMs: row.totalMs ?? 0,
    inputTokens: row.inputTokens,
    cachedTokens: row.cachedTokens ?? 0,
    stages,
    isNewConnection: connection ? connection === 'new' : null,
    loopDelayMs: loopDelayMs ?? null,
    isRecallLate: memoryCache === 'late',
    memories: memoryIds?.length ?? 0,
    firstFailure: first?.outcome === 'failed' ? (first.reason ?? 'provider-error') : null,
    transitMs: browser?.transitMs ?? null,
    paintMs: browser?.paintMs ?? null,
  }
}
