import type { AuditAction } from '#lib/contracts/account/audit.ts'
import type { User } from '#lib/contracts/account/user.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { auditChange } from '../audit/audit-change.ts'
import type { AuditRecord } from '../audit/audit-log.ts'
import type { Services } from '../services.ts'

/** Records a ban, its end, a new password and other changes as separate entries. */
export async function recordUserChange(
  { audit }: Pick<Services, 'audit'>,
  actor: AuditRecord['actor'],
  change: { before: User; after: User; hasNewPassword: boolean },
  transaction: Prisma.TransactionClient,
): Promise<void> {
  const { before, after, hasNewPassword } = change
  const target = { type: 'user' as const, id: after.id, name: before.name }
  const record = (action: AuditAction, fields: Pick<AuditRecord, 'from' | 'to'> = {}) =>
    audit.record({ actor, action, target, ...fields }, transaction)
  if (before.banned !== after.banned) await record(after.banned ? 'user.banned' : 'user.unbanned')
  if (hasNewPassword) await record('user.password-set')
  const fields = auditChange({ ...before, banned: null }, { ...after, banned: null })
  if (Object.keys(fields.to ?? {}).length > 0) await record('user.changed', fields)
}
