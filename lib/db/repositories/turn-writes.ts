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
  /** Null when an existing message is answered again. */
  userMessage: { id: string; parentId: string | null; parts: Parts } | null
  userMessageId: string
  assistantMessageId: string
}

/**
 * Saves the chat, the user's message, the empty answer and the turn in one statement.
 * @returns false when the chat belongs to somebody else
 */
export async function beginTurn(pool: Pool, turn: TurnStart): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'begin-turn',
    text: beginTurnSql,
    values: [
      turn.chatId,
      turn.userId,
      turn.agentId,
      turn.title,
      turn.startedAt,
      turn.userMessage?.id ?? null,
      turn.userMessage?.parentId ?? null,
      turn.userMessage && JSON.stringify(turn.userMessage.parts),
      turn.assistantMessageId,
      turn.userMessageId,
      turn.turnId,
      turn.instanceId,
      turn.model,
      turn.requestedModel,
    ],
  })
  return rowCount === 1
}

const beginTurnSql = `
WITH chat AS (
  INSERT INTO "Chat" (id, "userId", "agentId", title, "createdAt", "updatedAt")
  VALUES ($1, $2, $3, $4, $5, $5)
  ON CONFLICT (id) DO UPDATE SET "updatedAt" = $5, "agentId" = $3 WHERE "Chat"."userId" = $2
  RETURNING id
), question AS (
  INSERT INTO "Message" ("chatId", id, "parentId", role, parts, "createdAt")
  SELECT chat.id, $6, $7, 'user', $8::jsonb, $5 FROM chat WHERE $6::text IS NOT NULL
), answer AS (
  INSERT INTO "Message" ("chatId", id, "parentId", role, parts, status, "turnId", "createdAt")
  SELECT chat.id, $9, $10, 'assistant', '[]', 'streaming', $11, $5::timestamptz + interval '1 millisecond' FROM chat
), turn AS (
  INSERT INTO "Turn" (id, "userId", "chatId", "agentId", "userMessageId", "assistantMessageId",
    "instanceId", model, "requestedModel", "startedAt")
  SELECT $11, $2, chat.id, $3, $10, $9, $12, $13, $14, $5 FROM chat
)
SELECT id FROM chat`

/** Keeps the text so far, in case this process dies. */
export async function savePartialAnswer(
  pool: Pool,
  answer: { chatId: string; messageId: string; parts: Parts },
): Promise<void> {
  await pool.query({
    name: 'save-partial-answer',
    text: `UPDATE "Message" SET parts = $3::jsonb WHERE "chatId" = $1 AND id = $2 AND status = 'streaming'`,
    values: [answer.chatId, answer.messageId, JSON.stringify(answer.parts)],
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

/** Saves the answer with its trace in one statement. */
export async function finishTurn(pool: Pool, end: TurnEnd): Promise<void> {
  const { timing } = end
  await pool.query({
    name: 'finish-turn',
    text: finishTurnSql,
    values: [
      end.chatId,
      end.assistantMessageId,
      JSON.stringify(end.parts),
      end.status,
      end.statusReason,
      JSON.stringify(end.messageMetadata),
      end.answerSearchText,
      end.userMessageId,
      end.userSearchText,
      end.turnId,
      end.outcome,
      timing.ttfbMs,
      timing.reasoningMs ?? null,
      timing.totalMs,
      timing.inputTokens,
      timing.outputTokens,
      timing.cachedTokens ?? null,
      timing.tokensPerSecond,
      JSON.stringify(timing.stages),
      JSON.stringify(end.turnMetadata),
      timing.model,
    ],
  })
}

const finishTurnSql = `
WITH answer AS (
  UPDATE "Message" SET parts = $3::jsonb, status = $4, "statusReason" = $5, metadata = $6::jsonb,
    "searchText" = $7
  WHERE "chatId" = $1 AND id = $2
), question AS (
  UPDATE "Message" SET "searchText" = $9 WHERE "chatId" = $1 AND id = $8
), chat AS (
  UPDATE "Chat" SET "updatedAt" = now() WHERE id = $1
)
UPDATE "Turn" SET outcome = $11, "outcomeReason" = $5, "ttfbMs" = $12, "reasoningMs" = $13,
  "totalMs" = $14, "inputTokens" = $15, "outputTokens" = $16, "cachedTokens" = $17,
  "tokensPerSecond" = $18, stages = $19::jsonb, metadata = $20::jsonb, model = $21
WHERE id = $10`
