import { beginBackup } from './run-backup.ts'

export const backupJob = 'scheduled-backup'
/** Hourly check whether a backup is due. */
export const backupCron = '20 * * * *'
/** Tolerance that keeps a daily backup at the same hour although each check runs slightly late. */
const slackMs = 10 * 60_000

/** Starts a backup if the last one, or else the first account, is older than the interval. */
export async function backUpOnSchedule(services: Parameters<typeof beginBackup>[0]): Promise<void> {
  const { backupEveryHours } = await services.settings.read()
  if (backupEveryHours === null) return
  const { prisma } = services.database
  const [last, firstUser] = await Promise.all([
    prisma.backup.findFirst({ orderBy: { startedAt: 'desc' }, select: { startedAt: true } }),
    prisma.user.findFirst({ orderBy: { createdAt: 'asc' }, select: { createdAt: true } }),
  ])
  const since = last?.startedAt ?? firstUser?.createdAt
  if (!since) return
  const dueAt = since.getTime() + backupEveryHours * 3_600_000 - slackMs
  if (Date.now() >= dueAt) await beginBackup(services, 'schedule')
}
