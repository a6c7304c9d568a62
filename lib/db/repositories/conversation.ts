import type { Pool } from 'pg'
import type { LumosMessage, MessageStatus } from '#lib/contracts/chat/chat.ts'
import type { RecalledMemory } from '#lib/contracts/memory/memory.ts'
import type { PromptCache, PromptPrint } from '#lib/contracts/models/prompt-cache.ts'

/** The branch of a chat that a new turn continues. */
export interface Conversation {
  /** Null if the chat does not exist yet. */
  chat: {
    userId: string
    agentId: string | null
    usesMemory: boolean
    /** Of the messages up to `untilId`, oldest first. */
    summaries: StoredSummary[]
    isInBin: boolean
    /** Keys of tools that need no approval in this chat. */
    approvedTools: string[]
  } | null
  /** The chat's folder, or the one in which a new chat is created. */
  folder: ConversationFolder | null
  /** The message that the new one follows, or that is answered again; null at the root. */
  startId: string | null
  /** False if the named message is not in the chat. */
  isStartKnown: boolean
  /** Whether the chat already has a message with the new message's id. */
  isNewIdTaken: boolean
  /** Whether another instance answers the chat. */
  isAnsweredElsewhere: boolean
  /** Oldest first, ending with the start message. */
  branch: BranchMessage[]
}

export interface ConversationFolder {
  id: string
  userId: string
  agentId: string | null
  instructions: string
}

export interface StoredSummary {
  text: string
  untilId: string
}

export interface BranchMessage {
  id: string
  parentId: string | null
  role: 'user' | 'assistant'
  parts: LumosMessage['parts']
  status: MessageStatus
  /** Of the run that wrote it last; null for users' messages. */
  turnId: string | null
  /** Of an answer that waits for approvals: what the model said and got for it. */
  steps?: unknown[] | null
  /** Of an answer. */
  answer?: AnswerFacts | null
}

/** How an answer was made, for the prompts behind it. Fields are null where they are unknown. */
export interface AnswerFacts {
  agentId: string | null
  model: string | null
  /** Epoch milliseconds. */
  createdAt: number
  memories: RecalledMemory[] | null
  print: PromptPrint | null
  promptCache: PromptCache | null
  inputTokens: number | null
  cachedTokens: number | null
}

export interface BranchStart {
  /** `newest`: continue after the chat's newest message; `after`: after `id` (null: a new root); `again`: answer `id` again. */
  kind: 'newest' | 'after' | 'again'
  id: string | null
}

export interface ConversationQuery {
  chatId: string
  start: BranchStart
  /** The id of the new message. */
  newId: string | null
  /** The folder of the chat if it is new. */
  folderId?: string | null
  /** The largest number of messages of the branch. */
  limit: number
}

/**
 * Bytes of a branch that are read, plus one message: as much as the largest prompt budget needs. A
 * chat with very long messages must not delay the process and other chats' reads.
 */
const longestBranch = 8_000_000

/** Reads the owner and one branch (the newest `limit` messages) of each chat in one round trip. */
export async function readConversations(
  pool: Pool,
  instanceId: string,
  queries: ConversationQuery[],
): Promise<Conversation[]> {
  const { rows } = await pool.query<ConversationRow>({
    name: 'read-conversations',
    text: readConversationsSql,
    values: [
      queries.map(({ chatId }) => chatId),
      queries.map(({ start }) => start.kind),
      queries.map(({ start }) => start.id),
      queries.map(({ limit }) => limit),
      queries.map(({ newId }) => newId),
      queries.map(({ folderId }) => folderId ?? null),
      instanceId,
    ],
  })
  return queries.map(({ start }, index) => toConversation(start, rows[index]))
}

function toConversation(start: BranchStart, row: ConversationRow | undefined): Conversation {
  const branch = row?.branch ?? []
  const startId = row?.startId ?? null
  return {
    chat: row?.userId
      ? {
          userId: row.userId,
          agentId: row.agentId,
          usesMemory: row.usesMemory ?? true,
          summaries: [row.summaryBefore, row.summary].filter((summary) => summary !== null),
          isInBin: row.isInBin ?? false,
          approvedTools: row.approvedTools ?? [],
        }
      : null,
    folder: row?.folder ?? null,
    startId,
    isStartKnown: startId === null ? start.id === null : branch.at(-1)?.id === startId,
    isNewIdTaken: row?.isNewIdTaken ?? false,
    isAnsweredElsewhere: row?.isAnsweredElsewhere ?? false,
    branch,
  }
}

interface ConversationRow {
  userId: string | null
  usesMemory: boolean | null
  summary: StoredSummary | null
  summaryBefore: StoredSummary | null
  isInBin: boolean | null
  folder: ConversationFolder | null
  approvedTools: string[] | null
  agentId: string | null
  startId: string | null
  isNewIdTaken: boolean
  isAnsweredElsewhere: boolean
  branch: BranchMessage[] | null
}

/** What is short is stored uncompressed; a long text counts with its whole length. */
const bytesOfParts = `CASE WHEN pg_column_size(m.parts) < 2000 THEN pg_column_size(m.parts)
  ELSE octet_length(m.parts::text) END`

/** `LIMIT` makes it one look-up by the key, whatever the statistics say of the table. */
const messageOf = (id: string) => `(
  SELECT id, "parentId", role, parts, status, metadata, steps, "turnId", "createdAt" FROM "Message"
  WHERE "chatId" = q."chatId" AND id = ${id} LIMIT 1)`

/** `again` for an assistant message starts at the user message that it answered. */
const readConversationsSql = `
SELECT found.* FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[])
  WITH ORDINALITY AS q("chatId", kind, "startId", "limit", "newId", "folderId", place)
CROSS JOIN LATERAL (
  WITH RECURSIVE start AS (
    SELECT CASE q.kind
      WHEN 'after' THEN q."startId"
      WHEN 'again' THEN (
        SELECT CASE WHEN role = 'assistant' THEN "parentId" ELSE id END
        FROM "Message" WHERE "chatId" = q."chatId" AND id = q."startId")
      ELSE (
        SELECT id FROM "Message" WHERE "chatId" = q."chatId" ORDER BY "createdAt" DESC LIMIT 1)
    END AS id
  ), branch AS (
    SELECT m.*, 1 AS depth, ${bytesOfParts} AS size
    FROM start CROSS JOIN LATERAL ${messageOf('start.id')} m
    UNION ALL
    SELECT m.*, b.depth + 1, b.size + ${bytesOfParts}
    FROM branch b CROSS JOIN LATERAL ${messageOf('b."parentId"')} m
    WHERE b.depth < q."limit" AND b.size < ${longestBranch}
  )
  SELECT c."userId", c."agentId", c."approvedTools", c.memory AND NOT c.temporary AS "usesMemory", start.id AS "startId",
    CASE WHEN c.summary IS NOT NULL
      THEN json_build_object('text', c.summary, 'untilId', c."summaryUntilId") END AS summary,
    c."summaryBefore", c."deletedAt" IS NOT NULL AS "isInBin",
    CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'userId', f."userId",
      'agentId', f."agentId", 'instructions', f.instructions) END AS folder,
    EXISTS (
      SELECT 1 FROM "Message" WHERE "chatId" = q."chatId" AND id = q."newId"
    ) AS "isNewIdTaken",
    EXISTS (
      SELECT 1 FROM "RunClaim" r WHERE r."chatId" = q."chatId" AND r."instanceId" <> $7
    ) AS "isAnsweredElsewhere",
    (SELECT json_agg(json_build_object(
        'id', b.id, 'parentId', b."parentId", 'role', b.role, 'parts', b.parts, 'status', b.status,
        'turnId', b."turnId", 'steps', CASE WHEN b.status = 'partial' THEN b.steps END,
        'answer', CASE WHEN b.role = 'assistant' THEN json_build_object(
          'agentId', b.metadata->'agentId', 'model', b.metadata->'model',
          'createdAt', extract(epoch FROM b."createdAt") * 1000,
          'memories', b.metadata->'memories', 'print', b.metadata->'promptPrint',
          'promptCache', b.metadata->'timing'->'promptCache',
          'inputTokens', b.metadata->'timing'->'inputTokens',
          'cachedTokens', b.metadata->'timing'->'cachedTokens') END
      ) ORDER BY b.depth DESC) FROM branch b) AS branch
  FROM start LEFT JOIN "Chat" c ON c.id = q."chatId"
  LEFT JOIN "Folder" f
    ON f.id = CASE WHEN c.id IS NULL THEN q."folderId" ELSE c."folderId" END
) found ORDER BY q.place`
