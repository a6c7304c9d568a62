import type { Pool } from 'pg'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { searchableText } from '#lib/memory/text/tokenise.ts'
import { clean } from '../http/read-body.ts'
import type { ArrangedMessage } from './arrange-messages.ts'
import type { ExportFormat, ImportedChat } from './imported-chat.ts'

/** A chat ready to store. */
export interface ChatToStore {
  format: ExportFormat
  chat: ImportedChat
  messages: ArrangedMessage[]
  leafId: string | null
}

/** A chat that was stored, with its id here. */
export interface StoredChat {
  id: string
  title: string
  messages: ArrangedMessage[]
}

const longestTitle = 200

/**
 * Stores chats that the user does not have yet, in one statement. Those in the bin come out of it.
 * @returns the new chats, and the number of new ones and of those from the bin
 */
export async function storeChats(
  pool: Pool,
  userId: string,
  chats: ChatToStore[],
): Promise<{ count: number; added: StoredChat[] }> {
  const rows = chats.map((each) => ({ ...chatRow(each), each }))
  const { rows: found } = await pool.query<{ id: string }>(
    `WITH incoming AS (
       SELECT DISTINCT ON ("importKey") * FROM jsonb_to_recordset($2) AS c(
         id uuid, "importKey" text, "sourceId" text, title text, archived boolean, pinned boolean,
         "leafId" text, "createdAt" timestamptz, "updatedAt" timestamptz)
     ), restored AS (
       UPDATE "Chat" own SET "deletedAt" = NULL FROM incoming
       WHERE own."userId" = $1 AND own."deletedAt" IS NOT NULL
         AND (own."importKey" = incoming."importKey"
           OR incoming."importKey" LIKE 'lumos:%' AND own.id::text = incoming."sourceId")
       RETURNING own.id
     ), added AS (
       INSERT INTO "Chat" (id, "userId", title, archived, pinned, "leafId", "importKey",
         "createdAt", "updatedAt")
       SELECT id, $1, title, archived, pinned, "leafId", "importKey", "createdAt", "updatedAt"
       FROM incoming
       -- A chat that was exported here, and is here still, is not an import.
       WHERE NOT EXISTS (
         SELECT 1 FROM "Chat" own
         WHERE own."userId" = $1 AND incoming."importKey" LIKE 'lumos:%'
           AND own.id::text = incoming."sourceId")
       ON CONFLICT ("userId", "importKey") DO NOTHING
       RETURNING id
     ), said AS (
       INSERT INTO "Message" ("chatId", id, "parentId", role, parts, metadata, "searchText", "createdAt")
       SELECT "chatId", m.id, "parentId", role, parts, metadata, "searchText", "createdAt"
       FROM jsonb_to_recordset($3) AS m(
         "chatId" uuid, id text, "parentId" text, role text, parts jsonb, metadata jsonb,
         "searchText" text, "createdAt" timestamptz)
       JOIN added ON added.id = "chatId"
     )
     SELECT id FROM added UNION ALL SELECT id FROM restored`,
    [
      userId,
      JSON.stringify(rows.map(({ each: _, ...row }) => row)),
      JSON.stringify(
        rows.flatMap(({ id, each }) => each.messages.map((one) => messageRow(id, one))),
      ),
    ],
  )
  const ids = new Set(found.map(({ id }) => id))
  const added = rows
    .filter(({ id }) => ids.has(id))
    .map(({ id, title, each: { messages } }) => ({ id, title, messages }))
  return { count: found.length, added }
}

function chatRow({ format, chat, messages, leafId }: ChatToStore) {
  const first = messages[0]
  const createdAt = chat.createdAt ?? first?.at ?? 0
  return {
    id: crypto.randomUUID(),
    importKey: `${format}:${chat.sourceId || `${createdAt}:${chat.title}`}`,
    sourceId: chat.sourceId,
    title: titleOf(chat, messages),
    archived: chat.archived,
    pinned: chat.pinned,
    leafId,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(
      Math.max(chat.updatedAt ?? 0, messages.at(-1)?.at ?? createdAt),
    ).toISOString(),
  }
}

function titleOf({ title }: ImportedChat, messages: ArrangedMessage[]): string {
  const asked = messages.find(({ role }) => role === 'user')
  const text = clean(title).trim() || textOfParts(asked?.parts ?? []).trim() || '…'
  return text.replaceAll(/\s+/g, ' ').slice(0, longestTitle).toWellFormed()
}

function messageRow(chatId: string, { files: _, at, model, ...message }: ArrangedMessage) {
  return {
    chatId,
    ...message,
    metadata: model === null ? null : { model },
    searchText: searchableText(textOfParts(message.parts)),
    createdAt: new Date(at).toISOString(),
  }
}
