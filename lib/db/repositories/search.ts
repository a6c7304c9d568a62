import type { Pool } from 'pg'
import { type ChatFilters, listedChats } from './chat-filters.ts'
import { type ChatRow, chatColumns } from './chats.ts'

export interface FoundChat extends ChatRow {
  /** The newest message that has all the terms; null if only the title matches. */
  messageId: string | null
  /** The beginning of its text. */
  text: string | null
}

export interface ChatSearch extends ChatFilters {
  limit: number
  /** The words as they were typed: all of them stand in a title that matches. */
  words: string[]
  /** The search terms: a message that matches has all of them, or words that begin with them. */
  terms: string[]
}

const defaults = {
  /** Messages that are looked up before the words count as frequent. */
  mostMatches: 5_000,
  /** Chats that are looked through at once for frequent words. */
  chatsAtOnce: 200,
}
/** UTF-16 units of a message's text; later ones are not indexed. */
const longestText = 40_000

/**
 * The user's chats that match, newest first. Rare words are looked up in the index; for frequent
 * ones the chats are looked through from the newest until the page is full. The queries leave the
 * planner no choice that depends on statistics.
 */
export async function searchChatRows(
  pool: Pool,
  search: ChatSearch,
  { mostMatches, chatsAtOnce } = defaults,
): Promise<FoundChat[]> {
  const rare = await lookUp(pool, search, mostMatches)
  return rare ?? (await lookThrough(pool, search, chatsAtOnce))
}

/** @returns null if the words are frequent */
async function lookUp(
  pool: Pool,
  search: ChatSearch,
  mostMatches: number,
): Promise<FoundChat[] | null> {
  const values = [search.limit, ...conditions(search), mostMatches + 1]
  const { rows } = await pool.query<FoundChat & { matches: number }>(
    lookUpSql(listedChats(search, values)),
    values,
  )
  return (rows[0]?.matches ?? 0) > mostMatches ? null : rows.filter(({ id }) => id !== null)
}

async function lookThrough(
  pool: Pool,
  search: ChatSearch,
  chatsAtOnce: number,
): Promise<FoundChat[]> {
  const found: FoundChat[] = []
  let { before } = search
  while (found.length < search.limit) {
    const values = [chatsAtOnce, ...conditions(search)]
    const { rows } = await pool.query<FoundChat & { isFound: boolean }>(
      lookThroughSql(listedChats({ ...search, before }, values)),
      values,
    )
    found.push(...rows.filter(({ isFound }) => isFound))
    const last = rows.at(-1)
    if (!last || rows.length < chatsAtOnce) break
    before = { at: last.updatedAt, id: last.id }
  }
  return found.slice(0, search.limit)
}

/** The tsquery, null without terms, and the patterns of titles, null without words. */
function conditions({ userId, words, terms }: ChatSearch): unknown[] {
  const start = userId.slice(0, 4)
  const lexemes = terms.map((term) => `'${`${start}:${term}`.replaceAll(/['\\]/g, '$&$&')}':*`)
  const patterns = words.map((word) => `%${word.replaceAll(/[%_\\]/g, '\\$&')}%`)
  return [lexemes.join(' & ') || null, patterns.length > 0 ? patterns : null]
}

const titleMatches = `c."foldedTitle" LIKE ALL (
  ARRAY(SELECT lumos_fold_title(pattern) FROM unnest($3::text[]) AS pattern))`
/** A subquery: the planner estimates matches without looking at the words. */
const query = `(SELECT $2::tsquery)`
const newestFirst = `"updatedAt" DESC, id DESC`
const messageText = `(
  SELECT left(string_agg(part->>'text', E'\\n'), ${longestText})
  FROM "Message" m, jsonb_array_elements(m.parts) part
  WHERE m."chatId" = found.id AND m.id = found."messageId" AND part->>'type' = 'text') AS text`

const lookUpSql = (listed: string) => `
WITH match AS MATERIALIZED (
  SELECT "chatId", "createdAt", "messageId" FROM "MessageWords" WHERE words @@ ${query} LIMIT $4
), newest AS MATERIALIZED (
  SELECT DISTINCT ON ("chatId") "chatId", "messageId" FROM match ORDER BY "chatId", "createdAt" DESC
), titled AS (
  SELECT ${chatColumns}, NULL::text AS "messageId" FROM "Chat" c
  WHERE ${listed} AND $3::text[] IS NOT NULL AND ${titleMatches}
  ORDER BY ${newestFirst} LIMIT $1
), found AS (
  SELECT DISTINCT ON ("updatedAt", id) * FROM (
    SELECT ${chatColumns}, newest."messageId"
    FROM newest JOIN "Chat" c ON c.id = newest."chatId" WHERE ${listed}
    UNION ALL SELECT * FROM titled
  ) AS either ORDER BY ${newestFirst}, "messageId" LIMIT $1
)
SELECT found.*, ${messageText}, count.matches
FROM (SELECT count(*)::int AS matches FROM match) count
LEFT JOIN found ON count.matches < $4
ORDER BY ${newestFirst}`

// `IS TRUE` keeps the index of all words from being scanned for each chat.
const lookThroughSql = (listed: string) => `
SELECT found.*, ${messageText} FROM (
  SELECT c.*, w."messageId",
    w."messageId" IS NOT NULL OR ($3::text[] IS NOT NULL AND c."isTitled") AS "isFound"
  FROM (
    SELECT ${chatColumns}, ${titleMatches} AS "isTitled" FROM "Chat" c WHERE ${listed}
    ORDER BY ${newestFirst} LIMIT $1
  ) c LEFT JOIN LATERAL (
    SELECT "messageId" FROM "MessageWords"
    WHERE "chatId" = c.id AND (words @@ ${query}) IS TRUE ORDER BY "createdAt" DESC LIMIT 1
  ) w ON true
) found ORDER BY ${newestFirst}`
