import type {
  AuditAction,
  AuditEntry,
  AuditQuery,
  AuditTarget,
} from '#lib/contracts/account/audit.ts'
import type { Page } from '#lib/contracts/list.ts'
import type { PrismaClient, AuditEntry as Row } from '#lib/db/generated/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { decodeCursor, encodeCursor } from '../cursor.ts'
import { auditFields } from './audit-change.ts'

/** An audited action. `auditChange` computes `from` and `to` of a change. */
export interface AuditRecord {
  /** The acting user; null if nobody is signed in. A `SessionUser` fits. */
  actor: { id: string; name: string } | null
  action: AuditAction
  target?: AuditTarget
  from?: object
  to?: object
  /** The client's address, recorded for sign-ins. */
  client?: string | null
}

/**
 * Actions of admins and account owners. The table is append-only: the database refuses updates, and
 * deletes of entries younger than the shortest retention.
 */
export interface AuditLog {
  /**
   * Adds an entry.
   * @param transaction the transaction of the change, so that both are stored or neither
   */
  record(entry: AuditRecord, transaction?: Pick<PrismaClient, 'auditEntry'>): Promise<void>
  /** Newest first. */
  list(query: AuditQuery): Promise<Page<AuditEntry>>
  /** Deletes entries older than this number of days. */
  deleteOlder(days: number): Promise<void>
}

export function createAuditLog(prisma: PrismaClient): AuditLog {
  return {
    async record({ actor, action, target, from, to, client }, { auditEntry } = prisma) {
      await auditEntry.create({
        data: {
          actorId: actor?.id ?? null,
          actorName: actor?.name ?? null,
          action,
          target: toJson(target),
          from: toJson(from && auditFields(from)),
          to: toJson(to && auditFields(to)),
          client: client ?? null,
        },
      })
    },

    async list(query) {
      const rows = await prisma.auditEntry.findMany({
        where: { AND: filters(query) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      const hasMore = rows.length > query.limit && last !== undefined
      return {
        items: shown.map(toEntry),
        nextCursor: hasMore ? encodeCursor(last.at, last.id) : null,
      }
    },

    async deleteOlder(days) {
      await prisma.$transaction([
        prisma.$executeRaw`SELECT set_config('lumos.audit_retention', 'on', true)`,
        prisma.$executeRaw`DELETE FROM "AuditEntry" WHERE at < now() - ${days} * interval '1 day'`,
      ])
    },
  }
}

function filters({ since, until, actorId, action, cursor }: AuditQuery) {
  const before = cursor ? decodeCursor(cursor) : null
  const found: Prisma.AuditEntryWhereInput[] = []
  if (since) found.push({ at: { gte: new Date(since) } })
  if (until) found.push({ at: { lt: new Date(until) } })
  if (actorId) found.push({ actorId })
  if (action) found.push({ OR: [{ action }, { action: { startsWith: `${action}.` } }] })
  if (before)
    found.push({ OR: [{ at: { lt: before.at } }, { at: before.at, id: { lt: before.id } }] })
  return found
}

function toEntry(row: Row): AuditEntry {
  const { id, at, actorId, actorName, action, target, from, to, client } = row
  return {
    id,
    at: at.toISOString(),
    actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    action,
    target: target as AuditTarget | null,
    ...(from !== null && { from: from as Record<string, unknown> }),
    ...(to !== null && { to: to as Record<string, unknown> }),
    ...(client !== null && { client }),
  }
}

function toJson(value: object | undefined) {
  return value === undefined ? Prisma.DbNull : (value as Prisma.InputJsonObject)
}
