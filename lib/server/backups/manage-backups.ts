import { access, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { notFound } from '#lib/contracts/app-error.ts'
import type { Backup } from '#lib/contracts/backup.ts'
import type { Backup as Row } from '#lib/db/generated/client.ts'
import type { Services } from '../services.ts'
import { beginBackup } from './run-backup.ts'

type Database = Pick<Services, 'database'>
type Actor = { id: string; name: string }

const mostListed = 100

/** The latest backups, newest first. */
export async function listBackups({ database }: Database): Promise<{ items: Backup[] }> {
  const rows = await database.prisma.backup.findMany({
    orderBy: { startedAt: 'desc' },
    take: mostListed,
  })
  return { items: await Promise.all(rows.map(toBackup)) }
}

/** @throws AppError 409 while another backup is running */
export async function startBackup(
  services: Parameters<typeof beginBackup>[0] & Pick<Services, 'audit'>,
  actor: Actor,
): Promise<Backup> {
  const row = await beginBackup(services, 'manual')
  await services.audit.record({
    actor,
    action: 'backup.started',
    target: { type: 'backup', id: row.id },
  })
  return toBackup(row)
}

/**
 * The archive of a backup.
 * @throws AppError 404 if it does not exist or is stored on another machine
 */
export async function findBackupFile(
  { database, audit }: Database & Pick<Services, 'audit'>,
  actor: Actor,
  id: string,
): Promise<{ path: string; bytes: number }> {
  const row = await database.prisma.backup.findUnique({ where: { id } })
  if (!row?.path || !(await isHere(row))) throw notFound('backup')
  await audit.record({ actor, action: 'backup.downloaded', target: { type: 'backup', id } })
  return { path: row.path, bytes: (await stat(row.path)).size }
}

/** @throws AppError 404 */
export async function deleteBackup(
  { database, audit }: Database & Pick<Services, 'audit'>,
  actor: Actor,
  id: string,
): Promise<void> {
  const row = await database.prisma.backup.findUnique({ where: { id } })
  if (!row || row.status === 'running') throw notFound('backup')
  if (row.path && row.host === hostname()) await rm(row.path, { force: true })
  await database.prisma.backup.delete({ where: { id } })
  await audit.record({ actor, action: 'backup.deleted', target: { type: 'backup', id } })
}

async function isHere({ host, path }: Row): Promise<boolean> {
  if (!path || host !== hostname()) return false
  return access(path).then(
    () => true,
    () => false,
  )
}

async function toBackup(row: Row): Promise<Backup> {
  return {
    id: row.id,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    status: row.status as Backup['status'],
    trigger: row.trigger as Backup['trigger'],
    host: row.host,
    bytes: row.bytes === null ? null : Number(row.bytes),
    rows: row.rows,
    hasSecret: row.hasSecret,
    error: row.error,
    isHere: await isHere(row),
  }
}
