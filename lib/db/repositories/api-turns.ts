import type { Pool } from 'pg'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { saveTurnEventsSql } from './turn-events.ts'

/** A turn without a chat: somebody asked through the OpenAI-compatible API. */
export interface ApiTurn {
  turnId: string
  userId: string
  agentId: string | null
  instanceId: string
  startedAt: string
  outcome: string
  outcomeReason: string | null
  timing: TurnTiming
  metadata: Record<string, unknown>
}

/**
 * Saves the traces of turns that have ended, in one statement. Those of deleted users are left out,
 * deleted agents are not named.
 */
export async function saveApiTurns(pool: Pool, turns: ApiTurn[]): Promise<void> {
  await pool.query({ name: 'save-api-turns', text: saveSql, values: [JSON.stringify(turns)] })
}

const saveSql = `
WITH ended AS (
INSERT INTO "Turn" (id, "userId", "agentId", "instanceId", model, "requestedModel", outcome,
  "outcomeReason", "startedAt", "ttfbMs", "reasoningMs", "totalMs", "inputTokens", "outputTokens",
  "cachedTokens", "tokensPerSecond", stages, metadata)
SELECT g."turnId", g."userId",
  -- The locks keep user and agent until the turn refers to them.
  (SELECT a.id FROM "Agent" a WHERE a.id = g."agentId" FOR KEY SHARE), g."instanceId", t.model, t."requestedModel", g.outcome,
  g."outcomeReason", g."startedAt", t."ttfbMs", t."reasoningMs", t."totalMs", t."inputTokens",
  t."outputTokens", t."cachedTokens", t."tokensPerSecond", t.stages, g.metadata
FROM json_to_recordset($1::json) AS g("turnId" text, "userId" text, "agentId" text,
    "instanceId" text, "startedAt" timestamptz, outcome text, "outcomeReason" text, timing json,
    metadata jsonb)
  CROSS JOIN LATERAL json_to_record(g.timing) AS t("ttfbMs" float8, "reasoningMs" float8,
    "totalMs" float8, "inputTokens" int, "outputTokens" int, "cachedTokens" int,
    "tokensPerSecond" float8, stages jsonb, model text, "requestedModel" text)
  JOIN "User" u ON u.id = g."userId"
FOR KEY SHARE OF u
RETURNING id, "agentId", "ttfbMs"
) ${saveTurnEventsSql('ended')}`
