import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { AppError } from '#lib/contracts/app-error.ts'
import type { Backup as Row } from '#lib/db/generated/client.ts'
import { redact } from '#lib/providers/failures/redact.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import { publishEvent } from '../webhooks/publish-event.ts'

type BackupServices = Pick<Services, 'database' | 'settings' | 'background' | 'env' | 'jobs'>

/** Progress is stored at most this often. */
const storeEveryMs = 1_000
/** A run without progress for this long was killed together with its machine. */
const abandonedMs = 6 * 3_600_000

/**
 * Starts a backup in a separate process, so that streams are not delayed.
 * @throws AppError 409 while another backup is running
 */
export async function beginBackup(
  services: BackupServices,
  trigger: 'manual' | 'schedule',
): Promise<Row> {
  const { prisma } = services.database
  const since = new Date(Date.now() - abandonedMs)
  const running = await prisma.backup.findFirst({
    where: { status: 'running', startedAt: { gt: since } },
  })
  if (running) {
    throw new AppError({
      code: 'backup-in-progress',
      status: 409,
      displayMessage: 'A backup is being made already. Wait until it is complete.',
    })
  }
  const row = await prisma.backup.create({ data: { trigger, host: hostname() } })
  services.background.add(finishBackup(services, row, trigger).catch(logError))
  return row
}

interface BackupResult {
  path: string
  bytes: number
  rows: number
  hasSecret: boolean
}

async function finishBackup(
  services: BackupServices,
  row: Row,
  trigger: Parameters<typeof beginBackup>[1],
): Promise<void> {
  const { prisma } = services.database
  const { id } = row
  // `updateMany`, because it does not fail if the row was deleted meanwhile.
  const store = (data: Parameters<typeof prisma.backup.updateMany>[0]['data']) =>
    prisma.backup.updateMany({ where: { id }, data })
  try {
    const { path, bytes, rows, hasSecret } = await runBackup(services, (done) =>
      store({ rows: done }).catch(logError),
    )
    await store({
      status: 'complete',
      finishedAt: new Date(),
      path,
      bytes,
      rows,
      hasSecret,
    })
    await removeOldBackups(services)
  } catch (error) {
    logError(error)
    const words = error instanceof Error ? error.message : String(error)
    const { password } = new URL(services.database.url)
    const reason = redact(words.slice(0, 1_000), [decodeURIComponent(password)])
    await store({ status: 'failed', finishedAt: new Date(), error: reason })
    await publishEvent(services.jobs, {
      ...{ id: `backup-failed-${id}`, type: 'backup.failed', at: new Date() },
      data: {
        ...{ backupId: id, trigger, host: row.host, reason },
        startedAt: row.startedAt.toISOString(),
      },
    })
  }
}

/** Runs `scripts/backup.ts`. @throws Error with its last line of output if it fails */
async function runBackup(
  { env, database }: BackupServices,
  onRows: (rows: number) => unknown,
): Promise<BackupResult> {
  const script = join(process.cwd(), 'scripts', 'backup.ts')
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: database.url,
        LUMOS_DATA_DIR: env.dataDir,
      },
    },
  )
  let problem = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problem = (problem + text).slice(-2_000)
  })
  const exited = once(child, 'exit')
  let rows = 0
  let storedAt = 0
  let result: BackupResult | undefined
  for await (const line of createInterface(child.stdout)) {
    const step: { rows?: number; result?: BackupResult } = JSON.parse(line)
    if (step.result) result = step.result
    rows += step.rows ?? 0
    if (Date.now() - storedAt < storeEveryMs) continue
    storedAt = Date.now()
    onRows(rows)
  }
  await exited
  if (!result) throw new Error(problem.trim().split('\n')[0] || 'The backup ended without a word.')
  return result
}

/** Deletes the oldest complete backups of this machine beyond the configured number. */
async function removeOldBackups({ database, settings }: BackupServices): Promise<void> {
  const { backupsKept } = await settings.read()
  const old = await database.prisma.backup.findMany({
    where: { host: hostname(), path: { not: null } },
    orderBy: { startedAt: 'desc' },
    skip: backupsKept,
  })
  for (const { id, path } of old) {
    if (path) await rm(path, { force: true })
    await database.prisma.backup.delete({ where: { id } })
  }
}
