import type { Services } from '../services.ts'

const hourMs = 3_600_000
/** Age at which a file without a message is deleted: its message was never sent. */
const unsentMs = 24 * hourMs
/** Age at which no process can still be reading a file. */
const abandonedMs = hourMs
const batchSize = 1_000

/** Deletes files without a message after a day, and stored bytes without a row. */
export async function deleteLeftFiles({
  database: { prisma, pool },
  files,
}: Pick<Services, 'database' | 'files'>): Promise<void> {
  const before = (ms: number) => new Date(Date.now() - ms)
  await prisma.file.deleteMany({
    where: { createdAt: { lt: before(unsentMs) }, chats: { none: {} } },
  })
  await prisma.file.updateMany({
    where: { status: 'processing', createdAt: { lt: before(abandonedMs) } },
    data: { status: 'failed', error: 'too-slow' },
  })
  // A file's bytes are written shortly before its row.
  const stored = await files.olderThan(Date.now() - hourMs)
  for (let at = 0; at < stored.length; at += batchSize) {
    const ids = stored.slice(at, at + batchSize)
    await files.remove(await withoutRow(pool, ids))
  }
}

/** Removes the bytes of those files that no row references. */
export async function removeDeleted(
  { database, files }: Pick<Services, 'database' | 'files'>,
  ids: string[],
): Promise<void> {
  if (ids.length > 0) await files.remove(await withoutRow(database.pool, ids))
}

async function withoutRow(pool: Services['database']['pool'], ids: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS stored(id)
     WHERE NOT EXISTS (SELECT 1 FROM "File" f WHERE f.id = stored.id)`,
    [ids],
  )
  return rows.map(({ id }) => id)
}
