import type { Pool } from 'pg'
import { z } from 'zod'
import { modelAttemptSchema, type StageName, stageSchema } from '#lib/contracts/latency/timing.ts'
import { promptCacheSchema } from '#lib/contracts/models/prompt-cache.ts'
import type { TurnSample } from '#lib/latency/diagnosis/sample.ts'
import { waitSql } from './wait-sql.ts'

/** The largest number of an agent's turns that a diagnosis uses, and that are searched for them. */
const mostTurns = 200
const latestTurns = 2_000

/**
 * Agents' latest ended turns within a week that ran with the current settings, newest first. Turns
 * of earlier versions of Lumos have no settings; of those the turns since the agent's last change
 * are used.
 * @param agents each with the hash of its settings
 */
export async function readDiagnosisTurns(
  pool: Pool,
  agents: { id: string; settings: string }[],
): Promise<Map<string, TurnSample[]>> {
  const { rows } = await pool.query<Row>(
    `SELECT turn.* FROM unnest($1::text[], $2::text[]) AS wanted(id, settings)
     JOIN "Agent" agent ON agent.id = wanted.id
     CROSS JOIN LATERAL (
       SELECT latest.*, ${waitSql} AS "waitMs" FROM (
         SELECT t."agentId", t.model, t.outcome, t."outcomeReason", t."ttfbMs", t."reasoningMs",
           t."totalMs", t."inputTokens", t."cachedTokens", t.stages, t.metadata, t."startedAt",
           t.metadata->'browser' AS browser
         FROM "Turn" t
         WHERE t."agentId" = agent.id AND t.outcome <> 'running'
           AND t."startedAt" > now() - interval '7 days' AND NOT t.metadata ? 'cachedAt'
         ORDER BY t."startedAt" DESC LIMIT ${latestTurns}
       ) latest
       WHERE latest.metadata->>'settingsHash' = wanted.settings
         OR NOT latest.metadata ? 'settingsHash'
           AND (agent."updatedAt" = agent."createdAt" OR latest."startedAt" > agent."updatedAt")
       ORDER BY latest."startedAt" DESC LIMIT ${mostTurns}
     ) AS turn`,
    [agents.map(({ id }) => id), agents.map(({ settings }) => settings)],
  )
  const byAgent = Map.groupBy(rows, ({ agentId }) => agentId)
  return new Map([...byAgent].map(([agentId, turns]) => [agentId, turns.map(toSample)]))
}

/**
 * Median TTFB of at most 200 turns of an agent: the first ones since `from`, or the latest without
 * it.
 * @param settings the hash of the settings that the turns ran with; null if it was not recorded
 */
export async function readMedianTtfb(
  pool: Pool,
  agentId: string,
  {
    from = null,
    until,
    settings,
  }: { from?: Date | null; until: Date | null; settings: string | null },
): Promise<{ ttfbMs: number; turns: number } | null> {
  const { rows } = await pool.query<{ ttfbMs: number | null; turns: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY "ttfbMs") AS "ttfbMs", count(*)::int AS turns
     FROM (
       SELECT "ttfbMs" FROM (
         SELECT "ttfbMs", metadata, "startedAt" FROM "Turn"
         WHERE "agentId" = $1 AND "ttfbMs" IS NOT NULL AND NOT metadata ? 'cachedAt'
           AND ($2::timestamptz IS NULL OR "startedAt" >= $2)
           AND ($3::timestamptz IS NULL OR "startedAt" < $3)
         ORDER BY "startedAt" ${from ? 'ASC' : 'DESC'} LIMIT ${latestTurns}
       ) near
       WHERE $4::text IS NULL OR coalesce(metadata->>'settingsHash', $4) = $4
       ORDER BY "startedAt" ${from ? 'ASC' : 'DESC'} LIMIT ${mostTurns}
     ) AS turns`,
    [agentId, from, until, settings],
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
  waitMs: number | null
  stages: unknown
  metadata: unknown
}

const metadataSchema = z.object({
  attempts: z.array(modelAttemptSchema).optional(),
  connection: z.enum(['new', 'reused']).optional(),
  loopDelayMs: z.number().optional(),
  memoryCache: z.enum(['hit', 'miss', 'late']).optional(),
  memoryIds: z.array(z.string()).optional(),
  promptCache: promptCacheSchema.optional(),
  browser: z
    .object({ transitMs: z.number().optional(), paintMs: z.number().optional() })
    .optional(),
})

function toSample(row: Row): TurnSample {
  const { attempts, connection, loopDelayMs, memoryCache, memoryIds, promptCache, browser } =
    metadataSchema.parse(row.metadata)
  const first = attempts?.[0]
  const stages: Partial<Record<StageName, number>> = {}
  for (const { name, startMs, endMs } of z.array(stageSchema).parse(row.stages))
    stages[name] = (stages[name] ?? 0) + endMs - startMs
  return {
    model: row.model,
    firstModel: first?.model ?? row.model,
    errorCode: row.outcome === 'error' ? (row.outcomeReason ?? 'unknown') : null,
    ttfbMs: row.ttfbMs,
    reasoningMs: row.reasoningMs,
    totalMs: row.totalMs ?? 0,
    inputTokens: row.inputTokens,
    cachedTokens: row.cachedTokens ?? 0,
    sameTokens: promptCache?.sameTokens ?? null,
    brokenBy: promptCache?.brokenBy ?? null,
    stages,
    isNewConnection: connection ? connection === 'new' : null,
    loopDelayMs: loopDelayMs ?? null,
    isRecallLate: memoryCache === 'late',
    memories: memoryIds?.length ?? 0,
    firstFailure: first?.outcome === 'failed' ? (first.reason ?? 'provider-error') : null,
    waitMs: row.waitMs,
    transitMs: browser?.transitMs ?? null,
    paintMs: browser?.paintMs ?? null,
  }
}
