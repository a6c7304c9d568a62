import { withStatementDeadline, workDeadlineMs } from '#lib/db/deadline.ts'
import { deleteExpiredAnswers } from '#lib/db/repositories/answer-cache.ts'
import { deleteLeftChats } from '#lib/db/repositories/chats.ts'
import { deleteOldChunks } from '#lib/db/repositories/running-turns.ts'
import { deleteOldDeliveries } from '#lib/db/repositories/webhook-deliveries.ts'
import { emptyBins } from '../chats/bin.ts'
import { deleteLeftFiles } from '../files/delete-left-files.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { onShutdown } from './shutdown.ts'

const hourMs = 3_600_000
/**
 * The page deletes a temporary chat when the user leaves it. After a crash the chat is deleted a
 * day later.
 */
const idleMs = 24 * hourMs
/** Older probes are not shown anywhere. */
const probeRetentionMs = 90 * 24 * hourMs

/** Deletes expired data, now and every hour. */
export async function cleanUp({
  database,
  audit,
  settings,
  files,
}: Pick<Services, 'database' | 'settings' | 'audit' | 'files'>): Promise<void> {
  const deleteAll = () =>
    Promise.all([
      deleteLeftChats(database.pool, idleMs),
      deleteExpiredAnswers(database.pool),
      deleteOldChunks(database.pool),
      deleteOldDeliveries(database.pool),
      deleteLeftFiles({ database, files }),
      emptyBins({ database, files }),
      settings.read().then(({ auditDays }) => audit.deleteOlder(auditDays)),
      database.prisma.rateLimit.deleteMany({ where: { expire: { lt: BigInt(Date.now()) } } }),
      // Each sign-in creates a session, also that of the command line.
      database.prisma.session.deleteMany({ where: { expiresAt: { lt: new Date() } } }),
      database.prisma.modelProbe.deleteMany({
        where: { startedAt: { lt: new Date(Date.now() - probeRetentionMs) } },
      }),
    ])
  const run = () => withStatementDeadline(workDeadlineMs, deleteAll)
  await run()
  const timer = setInterval(() => void run().catch(logError), hourMs)
  timer.unref()
  onShutdown('clean-up', () => clearInterval(timer))
}
