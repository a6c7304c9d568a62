import type { Pool } from 'pg'
import type { LumosMessage, MessageMetadata, MessageStatus } from '#lib/contracts/chat/chat.ts'
import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import type { TurnOutcome } from '#lib/contracts/latency/turn.ts'
import { saveTurnEventsSql } from './turn-events.ts'

type Parts = LumosMessage['parts']

/** A job that follows a turn, see `takeTurnJobs`. */
export interface TurnJob {
  name: string
  /** What it is about: of the jobs with one name and key, one waits at most. */
  key: string
  data: object
}

export interface TurnStart {
  turnId: string
  /** The turn's own id, or that of the run that another instance began. */
  runId: string
  /** The largest number of runs that the user may have at once; null for any. */
  mostRuns: number | null
  chatId: string
  userId: string
  agentId: string
  model: string
  requestedModel: string | null
  /** For a chat that does not exist yet. */
  title: string
  startedAt: Date
  /** Null if an existing message is answered again or an answer is continued. */
  userMessage: { id: string; parentId: string | null; parts: Parts } | null
  userMessageId: string
  assistantMessageId: string
  /** Whether the chat did not exist when the turn was prepared; only then is it created. */
  isNewChat: boolean
  /** Whether a new chat becomes a temporary one. */
  isTemporary: boolean
  /** What the user chose for the new message; null follows the agent. */
  chosenModel: string | null
  chosenEffort: string | null
  /** The folder of a new chat. */
  folderId: string | null
  /** Whether the assistant's message exists and is continued. */
  isContinued: boolean
  /** The turn that wrote the continued message last; only if it still did, the turn begins. */
  continuesTurnId: string | null
  /** What follows the turn however it ends. */
  jobs: TurnJob[]
}

/**
 * Whether a turn began. `gone`: its chat belongs to somebody else or was deleted, or its user was
 * deleted or banned; `claimed`: another instance answers this chat; `too-many`: the user has
 * `mostRuns` runs already; `answered`: another turn went on with the message.
 */
export type TurnBeginning = 'begun' | 'gone' | 'claimed' | 'too-many' | 'answered'

/**
 * Claims the chats' runs, and saves chats, the users' messages, the empty answers, the turns and
 * their jobs, in one statement.
 */
export async function beginTurns(
  pool: Pool,
  instanceId: string,
  turns: TurnStart[],
): Promise<TurnBeginning[]> {
  const { rows } = await pool.query<{ turnId: string; beginning: TurnBeginning }>({
    name: 'begin-turns',
    text: beginTurnsSql,
    values: [JSON.stringify(turns), instanceId],
  })
  const beginnings = new Map(rows.map(({ turnId, beginning }) => [turnId, beginning]))
  return turns.map(({ turnId }) => beginnings.get(turnId) ?? 'gone')
}

/** @param turns the rows with `turnId` and `jobs` */
function saveJobsSql(turns: string): string {
  return `INSERT INTO "TurnJob" ("turnId", name, key, data)
    SELECT own."turnId", j.name, j.key, j.data
    FROM ${turns}, json_to_recordset(own.jobs) AS j(name text, key text, data jsonb)
    ON CONFLICT DO NOTHING`
}

const beginTurnsSql = `
WITH given AS (
  SELECT g.*, $2 AS "instanceId", "mostRuns" IS NULL OR "mostRuns" > (
      SELECT count(*) FROM "RunClaim" r WHERE r."userId" = g."userId" AND r."chatId" <> g."chatId"
    ) AS "isAdmitted"
  FROM json_to_recordset($1::json) AS g("turnId" text, "runId" text, "mostRuns" int, "chatId" uuid,
    "userId" text, "agentId" text, model text, "requestedModel" text, title text,
    "startedAt" timestamptz, "userMessage" json, "userMessageId" text, "assistantMessageId" text,
    "isContinued" boolean, "isNewChat" boolean, "isTemporary" boolean, "chosenModel" text,
    "chosenEffort" text, "folderId" text, "continuesTurnId" text, jobs json)
  JOIN "User" u ON u.id = g."userId" AND NOT u.banned
  LEFT JOIN "Chat" c ON c.id = g."chatId"
  WHERE CASE WHEN c.id IS NULL THEN g."isNewChat"
    ELSE c."userId" = g."userId" AND c."deletedAt" IS NULL END
), claim AS (
  INSERT INTO "RunClaim" AS r ("chatId", "runId", "userId", "instanceId", "turnId")
  SELECT "chatId", "runId", "userId", "instanceId", "turnId" FROM given WHERE "isAdmitted"
    AND ("continuesTurnId" IS NULL OR EXISTS (SELECT 1 FROM "Message" m
      WHERE m."chatId" = given."chatId" AND m."turnId" = given."continuesTurnId"))
  -- A claim of this instance, which executes no run of the chat now, is left from a turn that could
  -- not be saved, or was taken over for this turn.
  ON CONFLICT ("chatId") DO UPDATE SET "runId" = excluded."runId", "turnId" = excluded."turnId",
      "stopRequested" = r."stopRequested" AND r."runId" = excluded."runId", "takenAt" = now(),
      "takeOvers" = CASE WHEN r."runId" = excluded."runId" THEN r."takeOvers" ELSE 0 END
    WHERE r."instanceId" = excluded."instanceId"
  RETURNING "turnId"
), chat AS (
  INSERT INTO "Chat" AS c (id, "userId", "agentId", title, temporary, model, "reasoningEffort",
    "folderId", "leafId", "createdAt", "updatedAt")
  -- Answering again with another model does not change what the chat's next messages ask.
  SELECT given."chatId", given."userId", given."agentId", given.title, "isTemporary",
    CASE WHEN is_new THEN "chosenModel" ELSE now.model END,
    CASE WHEN is_new THEN "chosenEffort" ELSE now."reasoningEffort" END,
    -- The lock keeps the folder until the chat refers to it.
    (SELECT f.id FROM "Folder" f WHERE f.id = given."folderId" FOR KEY SHARE),
    -- The answer is on the branch that is shown: a new one is the newest message.
    CASE WHEN "isContinued" THEN "assistantMessageId" END, "startedAt", "startedAt"
  FROM given JOIN claim USING ("turnId") LEFT JOIN "Chat" now ON now.id = given."chatId",
    LATERAL (SELECT json_typeof("userMessage") = 'object' AS is_new) message
  ON CONFLICT (id) DO UPDATE SET "updatedAt" = excluded."updatedAt", "agentId" = excluded."agentId",
      model = excluded.model, "reasoningEffort" = excluded."reasoningEffort",
      "leafId" = excluded."leafId"
    WHERE c."userId" = excluded."userId" AND c."deletedAt" IS NULL
  RETURNING id
), own AS (
  SELECT given.*,
    -- Messages are ordered by time, also after the clock was set back.
    greatest("startedAt", (SELECT max(m."createdAt") + interval '1 millisecond'
      FROM "Message" m WHERE m."chatId" = given."chatId")) AS "orderedAt"
  FROM given JOIN claim USING ("turnId") JOIN chat ON chat.id = given."chatId"
), message AS (
  INSERT INTO "Message" ("chatId", id, "parentId", role, parts, status, "turnId", "createdAt")
  SELECT "chatId", "userMessage"->>'id', "userMessage"->>'parentId', 'user',
    ("userMessage"->'parts')::jsonb, 'complete', NULL, "orderedAt"
  FROM own WHERE json_typeof("userMessage") = 'object'
  UNION ALL
  SELECT "chatId", "assistantMessageId", "userMessageId", 'assistant', '[]', 'streaming', "turnId",
    "orderedAt" + interval '1 millisecond'
  FROM own WHERE NOT "isContinued"
), continued AS (
  UPDATE "Message" m SET status = 'streaming', "statusReason" = NULL, "turnId" = own."turnId"
  FROM own
  WHERE own."isContinued" AND m."chatId" = own."chatId" AND m.id = own."assistantMessageId"
    -- Of two answers to the same approval, the later one finds another turn here.
    AND (own."continuesTurnId" IS NULL OR m."turnId" = own."continuesTurnId")
  RETURNING own."turnId"
), turn AS (
  INSERT INTO "Turn" (id, "userId", "chatId", "agentId", "userMessageId", "assistantMessageId",
    "instanceId", model, "requestedModel", "startedAt")
  SELECT "turnId", "userId", "chatId", "agentId", "userMessageId", "assistantMessageId",
    "instanceId", model, "requestedModel", "startedAt"
  FROM own
  WHERE "continuesTurnId" IS NULL OR "turnId" IN (SELECT "turnId" FROM continued) RETURNING id
), job AS (${saveJobsSql('own JOIN turn ON turn.id = own."turnId"')})
SELECT given."turnId", CASE WHEN turn.id IS NOT NULL THEN 'begun'
  WHEN "isAdmitted" AND "continuesTurnId" IS NOT NULL THEN 'answered'
  WHEN "isAdmitted" THEN 'claimed' ELSE 'too-many' END AS beginning
FROM given LEFT JOIN turn ON turn.id = given."turnId"`

/** An unfinished answer. */
export interface PartialAnswer {
  turnId: string
  chatId: string
  messageId: string
  parts: Parts
}

/** Saves the text so far, in case this process dies. */
export async function savePartialAnswers(pool: Pool, answers: PartialAnswer[]): Promise<void> {
  await pool.query({
    name: 'save-partial-answers',
    text: `UPDATE "Message" m SET parts = g.parts
      FROM json_to_recordset($1::json) AS g("turnId" text, "chatId" uuid, "messageId" text, parts jsonb)
      WHERE m."chatId" = g."chatId" AND m.id = g."messageId" AND m.status = 'streaming'
        AND m."turnId" = g."turnId"`,
    values: [JSON.stringify(answers)],
  })
}

export interface TurnEnd {
  turnId: string
  chatId: string
  userMessageId: string
  assistantMessageId: string
  parts: Parts
  status: MessageStatus
  statusReason: string | null
  messageMetadata: MessageMetadata
  /** What the model said and got for the message, if calls of it wait for approval. */
  steps?: unknown[]
  /** The segmented words of question and answer, for full-text search. */
  userSearchText: string
  answerSearchText: string
  outcome: TurnOutcome
  timing: TurnTiming
  turnMetadata: Record<string, unknown>
  /** What follows the answer. */
  jobs: TurnJob[]
}

/**
 * Saves answers with their traces and jobs, and gives up their claims, in one statement. Turns that
 * were ended by another instance stay as they are.
 */
export async function finishTurns(pool: Pool, ends: TurnEnd[]): Promise<void> {
  await pool.query({ name: 'finish-turns', text: finishTurnsSql, values: [JSON.stringify(ends)] })
}

const finishTurnsSql = `
WITH given AS (
  SELECT g.*, t.* FROM json_to_recordset($1::json) AS g("turnId" text, "chatId" uuid,
      "userMessageId" text, "assistantMessageId" text, parts jsonb, status text,
      "statusReason" text, "messageMetadata" jsonb, steps json, "userSearchText" text,
      "answerSearchText" text, outcome text, timing json, "turnMetadata" jsonb, jobs json),
    json_to_record(g.timing) AS t("ttfbMs" float8, "reasoningMs" float8, "totalMs" float8,
      "inputTokens" int, "outputTokens" int, "cachedTokens" int, "tokensPerSecond" float8,
      stages jsonb, model text, "requestedModel" text)
), ended AS (
  UPDATE "Turn" t SET outcome = given.outcome, "outcomeReason" = given."statusReason",
    "ttfbMs" = given."ttfbMs", "reasoningMs" = given."reasoningMs", "totalMs" = given."totalMs",
    "inputTokens" = given."inputTokens", "outputTokens" = given."outputTokens",
    "cachedTokens" = given."cachedTokens", "tokensPerSecond" = given."tokensPerSecond",
    stages = given.stages, metadata = given."turnMetadata", model = given.model,
    "requestedModel" = given."requestedModel"
  FROM given WHERE t.id = given."turnId" AND t.outcome = 'running'
  RETURNING t.id, t."agentId", t."ttfbMs"
), own AS (
  SELECT given.* FROM given JOIN ended ON ended.id = given."turnId"
), answer AS (
  UPDATE "Message" m SET parts = own.parts, status = own.status,
    "statusReason" = own."statusReason", metadata = own."messageMetadata", steps = own.steps,
    "searchText" = own."answerSearchText"
  FROM own WHERE m."chatId" = own."chatId" AND m.id = own."assistantMessageId"
    -- Saved late, the answer may be gone on with by now.
    AND m."turnId" = own."turnId"
), question AS (
  UPDATE "Message" m SET "searchText" = own."userSearchText"
  FROM own WHERE m."chatId" = own."chatId" AND m.id = own."userMessageId"
), chat AS (
  UPDATE "Chat" c SET "updatedAt" = now() FROM own WHERE c.id = own."chatId"
), job AS (${saveJobsSql('own')}), event AS (${saveTurnEventsSql('ended')})
DELETE FROM "RunClaim" c USING own WHERE c."turnId" = own."turnId"`
