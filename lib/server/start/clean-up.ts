import { deleteExpiredAnswers } from '#lib/db/repositories/answer-cache.ts'
import { deleteLeftChats } from '#lib/db/repositories/chats.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { onShutdown } from './shutdown.ts'

const hourMs = 3_600_000
/** A page deletes its temporary chat when it is left; what a crash leaves goes a day later. */
const idleMs = 24 * hourMs
/** Nobody reads older probes. */
const probeRetentionMs = 90 * 24 * hourMs

/** Deletes what nobody needs any more, now and every hour. */
export async function cleanUp({
  database,
  audit,
  settings,
}: Pick<Services, 'database' | 'settings' | 'audit'>): Promise<void> {
  const run = () =>
    Promise.all([
      deleteLeftChats(database.pool, idleMs),
      deleteExpiredAnswers(database.pool),
      settings.read().then(({ auditDays }) => audit.deleteOlder(auditDays)),
      database.prisma.rateLimit.deleteMany({ where: { expire: { lt: BigInt(Date.now()) } } }),
      // Each sign-in makes one, those of the command line among them.
      database.prisma.session.deleteMany({ where: { expiresAt: { lt: new Date() } } }),
      database.prisma.modelProbe.deleteMany({
        where: { startedAt: { lt: new Date(Date.now() - probeRetentionMs) } },
      }),
    ])
  await run()
  const timer = setInterval(() => void run().catch(logError), hourMs)
  timer.unref()
  onShutdown('clean-up', () => clearInterval(timer))
}
