import type { Pool } from 'pg'
import type { LumosMessage, MessageMetadata, MessageStatus } from '#lib/contracts/chat.ts'
import type { TurnTiming } from '#lib/contracts/timing.ts'
import type { TurnOutcome } from '#lib/contracts/turn.ts'

type Parts = LumosMessage['parts']

export interface TurnStart {
  turnId: string
  chatId: string
  userId: string
  agentId: string
  instanceId: string
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
}

/**
 * Saves chats, the users' messages, the empty answers and the turns in one statement.
 * @returns for each turn false if its chat belongs to somebody else or was deleted, or its user was
 * deleted or banned
 */
export async function beginTurns(pool: Pool, turns: TurnStart[]): Promise<boolean[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'begin-turns',
    text: beginTurnsSql,
    values: [JSON.stringify(turns)],
  })
  const own = new Set(rows.map(({ id }) => id))
  return turns.map(({ turnId }) => own.has(turnId))
}

const beginTurnsSql = `
WITH given AS (
  SELECT g.* FROM json_to_recordset($1::json) AS g("turnId" text, "chatId" uuid, "userId" text,
    "agentId" text, "instanceId" text, model text, "requestedModel" text, title text,
    "startedAt" timestamptz, "userMessage" json, "userMessageId" text, "assistantMessageId" text, "isContinued" boolean,
    "isNewChat" boolean, "isTemporary" boolean, "chosenModel" text, "chosenEffort" text,
    "folderId" text)
  JOIN "User" u ON u.id = g."userId" AND NOT u.banned
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
  FROM given LEFT JOIN "Chat" now ON now.id = given."chatId",
    LATERAL (SELECT json_typeof("userMessage") = 'object' AS is_new) message
  WHERE "isNewChat" OR now.id IS NOT NULL
  ON CONFLICT (id) DO UPDATE SET "updatedAt" = excluded."updatedAt", "agentId" = excluded."agentId",
      model = excluded.model, "reasoningEffort" = excluded."reasoningEffort",
      "leafId" = excluded."leafId"
    WHERE c."userId" = excluded."userId" AND c."deletedAt" IS NULL
  RETURNING id
), own AS (
  SELECT given.* FROM given JOIN chat ON chat.id = given."chatId"
), message AS (
  INSERT INTO "Message" ("chatId", id, "parentId", role, parts, status, "turnId", "createdAt")
  SELECT "chatId", "userMessage"->>'id', "userMessage"->>'parentId', 'user',
    ("userMessage"->'parts')::jsonb, 'complete', NULL, "startedAt"
  FROM own WHERE json_typeof("userMessage") = 'object'
  UNION ALL
  SELECT "chatId", "assistantMessageId", "userMessageId", 'assistant', '[]', 'streaming', "turnId",
    "startedAt" + interval '1 millisecond'
  FROM own WHERE NOT "isContinued"
), continued AS (
  UPDATE "Message" m SET status = 'streaming', "statusReason" = NULL, "turnId" = own."turnId"
  FROM own
  WHERE own."isContinued" AND m."chatId" = own."chatId" AND m.id = own."assistantMessageId"
)
INSERT INTO "Turn" (id, "userId", "chatId", "agentId", "userMessageId", "assistantMessageId",
  "instanceId", model, "requestedModel", "startedAt")
SELECT "turnId", "userId", "chatId", "agentId", "userMessageId", "assistantMessageId",
  "instanceId", model, "requestedModel", "startedAt"
FROM own RETURNING id`

/** An unfinished answer. */
export interface PartialAnswer {
  chatId: string
  messageId: string
  parts: Parts
}

/** Saves the text so far, in case this process dies. */
export async function savePartialAnswers(pool: Pool, answers: PartialAnswer[]): Promise<void> {
  await pool.query({
    name: 'save-partial-answers',
    text: `UPDATE "Message" m SET parts = g.parts
      FROM json_to_recordset($1::json) AS g("chatId" uuid, "messageId" text, parts jsonb)
      WHERE m."chatId" = g."chatId" AND m.id = g."messageId" AND m.status = 'streaming'`,
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
  /** The segmented words of question and answer, for full-text search. */
  userSearchText: string
  answerSearchText: string
  outcome: TurnOutcome
  timing: TurnTiming
  turnMetadata: Record<string, unknown>
}

/** Saves answers with their traces in one statement. */
export async function finishTurns(pool: Pool, ends: TurnEnd[]): Promise<void> {
  await pool.query({ name: 'finish-turns', text: finishTurnsSql, values: [JSON.stringify(ends)] })
}

const finishTurnsSql = `
WITH given AS (
  SELECT g.*, t.* FROM json_to_recordset($1::json) AS g("turnId" text, "chatId" uuid,
      "userMessageId" text, "assistantMessageId" text, parts jsonb, status text,
      "statusReason" text, "messageMetadata" jsonb, "userSearchText" text,
      "answerSearchText" text, outcome text, timing json, "turnMetadata" jsonb),
    json_to_record(g.timing) AS t("ttfbMs" float8, "reasoningMs" float8, "totalMs" float8,
      "inputTokens" int, "outputTokens" int, "cachedTokens" int, "tokensPerSecond" float8,
      stages jsonb, model text, "requestedModel" text)
), answer AS (
  UPDATE "Message" m SET parts = given.parts, status = given.status,
    "statusReason" = given."statusReason", metadata = given."messageMetadata",
    "searchText" = given."answerSearchText"
  FROM given WHERE m."chatId" = given."chatId" AND m.id = given."assistantMessageId"
    -- Saved late, the answer may be gone on with by now.
    AND m."turnId" = given."turnId"
), question AS (
  UPDATE "Message" m SET "searchText" = given."userSearchText"
  FROM given WHERE m."chatId" = given."chatId" AND m.id = given."userMessageId"
), chat AS (
  UPDATE "Chat" c SET "updatedAt" = now() FROM given WHERE c.id = given."chatId"
)
UPDATE "Turn" t SET outcome = given.outcome, "outcomeReason" = given."statusReason",
  "ttfbMs" = given."ttfbMs", "reasoningMs" = given."reasoningMs", "totalMs" = given."totalMs",
  "inputTokens" = given."inputTokens", "outputTokens" = given."outputTokens",
  "cachedTokens" = given."cachedTokens", "tokensPerSecond" = given."tokensPerSecond",
  stages = given.stages, metadata = given."turnMetadata", model = given.model,
  "requestedModel" = given."requestedModel"
FROM given WHERE t.id = given."turnId"`
