import type { Pool } from 'pg'
import { stemmer } from 'stemmer'
import { stopWords } from '#lib/memory/text/stop-words.ts'
import type { Turn } from './conversations.ts'

/** Answers a question with the ids of turns, best first. */
export type Retriever = (question: string, limit: number) => Promise<string[]>

export function mostRecent(turns: Turn[]): Retriever {
  const ids = turns.map(({ id }) => id).reverse()
  return async (_question, limit) => ids.slice(0, limit)
}

/** PostgreSQL's own full-text search: English, any of the words, `ts_rank_cd`. */
export async function textSearch(pool: Pool, turns: Turn[]): Promise<Retriever> {
  await pool.query('CREATE TABLE IF NOT EXISTS bench_turn (position int, id text, words tsvector)')
  await pool.query('TRUNCATE bench_turn')
  await pool.query(
    `INSERT INTO bench_turn SELECT n, t->>'id', to_tsvector('english', t->>'text')
     FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS e(t, n)`,
    [JSON.stringify(turns)],
  )
  return async (question, limit) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM bench_turn, (SELECT replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery) AS q(any_word)
       WHERE words @@ any_word ORDER BY ts_rank_cd(words, any_word) DESC, position LIMIT $2`,
      [question, limit],
    )
    return rows.map(({ id }) => id)
  }
}

const k1 = 1.2
const b = 0.75

/** Plain BM25 with stop words and Porter's stemmer, written apart from the product's index. */
export function bm25(turns: Turn[]): Retriever {
  const words = (text: string) =>
    (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => !stopWords.has(word))
      .map((word) => stemmer(word))
  const documents = turns.map(({ id, text }) => {
    const counts = new Map<string, number>()
    const all = words(text)
    for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1)
    return { id, counts, length: all.length }
  })
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length
  return async (question, limit) => {
    const asked = [...new Set(words(question))].map((word) => {
      const holding = documents.filter(({ counts }) => counts.has(word)).length
      return { word, idf: Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5)) }
    })
    const scored = documents.map(({ id, counts, length }) => {
      let score = 0
      for (const { word, idf } of asked) {
        const count = counts.get(word) ?? 0
        score += (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / average))
      }
      return { id, score }
    })
    return scored
      .filter(({ score }) => score > 0)
      .sort((x, y) => y.score - x.score)
      .slice(0, limit)
      .map(({ id }) => id)
  }
}
