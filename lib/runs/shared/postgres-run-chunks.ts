import type { Pool } from 'pg'
import { z } from 'zod'
import { listen, type Notifications } from '#lib/db/notifications.ts'
import type { RunChunk, RunChunkStore, RunSignals } from './run-chunks.ts'

const channel = 'lumos_run_chunks'
/** Sends an append's notification in time for a person, and 20 a second at most. */
const gatherMs = 50
/** PostgreSQL's limit is 8,000 bytes; one id takes 39. */
const mostNamed = 180

const messageSchema = z.union([
  z.object({ news: z.union([z.literal('any'), z.array(z.string())]) }),
  z.object({ ask: z.string(), isAgain: z.boolean() }),
])

/** PostgreSQL as a store of chunks. */
export interface PostgresRunChunks extends RunChunkStore {
  /**
   * Waits for the appends that have begun. Those that begin later see who has which run now: what
   * an earlier instance of a run stores is complete.
   */
  settle(): Promise<void>
}

/** Chunks as rows of an unlogged table, one statement for all runs of an instance. */
export function createPostgresRunChunks(pool: Pool, instanceId: string): PostgresRunChunks {
  return {
    gatherMs,
    async settle() {
      // Inserts hold ROW EXCLUSIVE until they end, which this lock waits for.
      await pool.query('DO $$ BEGIN LOCK TABLE "RunChunk" IN SHARE MODE; END $$')
    },
    async append(chunks) {
      const runIds = [...new Set(chunks.map(({ runId }) => runId))]
      const news = runIds.length > mostNamed ? 'any' : runIds
      await pool.query({
        name: 'append-run-chunks',
        text: `WITH added AS (
            INSERT INTO "RunChunk" ("runId", sequence, text, "isLast")
            SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::boolean[]) AS chunk(id)
            -- An instance that was taken for dead no longer adds to a run of another.
            WHERE NOT EXISTS (
              SELECT 1 FROM "RunClaim" c WHERE c."runId" = chunk.id AND c."instanceId" <> $6)
            ON CONFLICT DO NOTHING)
          SELECT pg_notify('${channel}', $5)`,
        values: [
          chunks.map(({ runId }) => runId),
          chunks.map(({ sequence }) => sequence),
          chunks.map(({ text }) => text),
          chunks.map(({ isLast }) => isLast),
          JSON.stringify({ news }),
          instanceId,
        ],
      })
    },
    async read(from) {
      const { rows } = await pool.query<RunChunk>({
        name: 'read-run-chunks',
        text: `SELECT c."runId", c.sequence, c.text, c."isLast"
          FROM unnest($1::text[], $2::int[]) AS wanted(id, next)
          JOIN "RunChunk" c ON c."runId" = wanted.id AND c.sequence >= wanted.next
          ORDER BY c."runId", c.sequence`,
        values: [[...from.keys()], [...from.values()]],
      })
      return rows
    },
    async drop(runIds) {
      await pool.query(
        `DELETE FROM "RunChunk" r WHERE "runId" = ANY ($1) AND NOT EXISTS (
           SELECT 1 FROM "RunClaim" c WHERE c."runId" = r."runId" AND c."instanceId" <> $2)`,
        [runIds, instanceId],
      )
    },
  }
}

/** Carries questions for runs by NOTIFY. */
export function createRunSignals(pool: Pool): RunSignals {
  return {
    async ask(runId, isAgain) {
      const message = JSON.stringify({ ask: runId, isAgain })
      await pool.query('SELECT pg_notify($1, $2)', [channel, message])
    },
  }
}

/** Hears all instances, also this one. */
export function listenToRuns(
  url: string,
  on: {
    asked: (runId: string, isAgain: boolean) => void
    noticed: (runIds: string[] | 'any') => void
    error: (error: unknown) => void
  },
): Promise<Notifications> {
  return listen(url, channel, {
    message(payload) {
      const message = messageSchema.parse(JSON.parse(payload))
      if ('news' in message) on.noticed(message.news)
      else on.asked(message.ask, message.isAgain)
    },
    gap: () => on.noticed('any'),
    error: on.error,
  })
}
