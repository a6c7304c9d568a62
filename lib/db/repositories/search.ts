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

/** Messages that are looked up before the words count as frequent. */
const mostMatches = 5_000
/** Part of the newest chats, in per cent, from which on words count as frequent. */
const frequentPercent = 25
/** UTF-16 units of a message's text; later ones are not indexed. */
const longestText = 40_000

/**
 * The user's chats that match, newest first. Rare words are looked up in the index; for frequent
 * ones the chats are looked through from the newest until the page is full, because the index would
 * give all of their messages. The queries leave the planner no choice that depends on statistics.
 */
export async function searchChatRows(pool: Pool, search: ChatSearch): Promise<FoundChat[]> {
  const isFrequent = await areFrequent(pool, search)
  const rare = isFrequent ? null : await lookUp(pool, search)
  return rare ?? (await lookThrough(pool, search))
}

async function areFrequent(pool: Pool, search: ChatSearch): Promise<boolean> {
  const values: unknown[] = [20, conditions(search)[0]]
  const { rows } = await pool.query<{ percent: number | null }>(
    sampleSql(listedChats(search, values)),
    values,
  )
  return (rows[0]?.percent ?? 0) >= frequentPercent
}

/** @returns null if too many messages match */
async function lookUp(pool: Pool, search: ChatSearch): Promise<FoundChat[] | null> {
  const values = [search.limit, ...conditions(search), mostMatches + 1]
  const { rows } = await pool.query<FoundChat & { matches: number }>(
    lookUpSql(listedChats(search, values)),
    values,
  )
  return (rows[0]?.matches ?? 0) > mostMatches ? null : rows.filter(({ id }) => id !== null)
}

async function lookThrough(pool: Pool, search: ChatSearch): Promise<FoundChat[]> {
  const found: FoundChat[] = []
  let { before, limit } = search
  for (;;) {
    const values = [limit, ...conditions(search)]
    const { rows } = await pool.query<FoundChat & { isFound: boolean }>(
      lookThroughSql(listedChats({ ...search, before }, values)),
      values,
    )
    found.push(...rows.filter(({ isFound }) => isFound))
    const last = rows.at(-1)
    if (!last || rows.length < limit || found.length >= search.limit) break
    before = { at: last.updatedAt, id: last.id }
    limit = Math.min(limit * 2, 400)
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

/** How many of the newest chats have the words in one of some messages. */
const sampleSql = (listed: string) => `
SELECT 100.0 * count(*) FILTER (WHERE w.matches) / count(*)::float8 AS percent FROM (
  SELECT c.id FROM "Chat" c WHERE ${listed}
  ORDER BY ${newestFirst} LIMIT $1
) c CROSS JOIN LATERAL (
  SELECT bool_or(words @@ ${query}) AS matches FROM (
    SELECT words FROM "MessageWords" WHERE "chatId" = c.id LIMIT 10
  ) AS several
) w HAVING count(*) > 0`

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

// `CASE` keeps the planner from scanning the index of all words for each chat, and lets it expect a
// match soon, so that it reads a chat from its end.
const lookThroughSql = (listed: string) => `
SELECT found.*, ${messageText} FROM (
  SELECT c.*, w."messageId",
    w."messageId" IS NOT NULL OR ($3::text[] IS NOT NULL AND c."isTitled") AS "isFound"
  FROM (
    SELECT ${chatColumns}, ${titleMatches} AS "isTitled" FROM "Chat" c WHERE ${listed}
    ORDER BY ${newestFirst} LIMIT $1
  ) c LEFT JOIN LATERAL (
    SELECT "messageId" FROM "MessageWords"
    WHERE "chatId" = c.id AND CASE WHEN words @@ ${query} THEN true END
    ORDER BY "createdAt" DESC LIMIT 1
  ) w ON true
) found ORDER BY ${newestFirst}`
