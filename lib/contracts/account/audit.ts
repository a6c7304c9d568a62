import { z } from 'zod'
import { listQuerySchema } from '../list.ts'
import { timeSchema } from '../time.ts'

/** What is recorded, as `thing.what-happened`. Each has its words in `messages/*`/audit.json. */
export const auditActions = [
  'account.created',
  'account.changed',
  'account.deleted',
  'account.exported',
  'password.changed',
  'password.reset',
  'session.started',
  'session.refused',
  'session.ended',
  'user.created',
  'user.changed',
  'user.banned',
  'user.unbanned',
  'user.password-set',
  'user.reset-link-made',
  'user.deleted',
  'settings.changed',
  'agent.created',
  'agent.changed',
  'agent.deleted',
  'provider.created',
  'provider.changed',
  'provider.deleted',
  'model.changed',
  'mcp-server.created',
  'mcp-server.changed',
  'mcp-server.signed-in',
  'mcp-server.deleted',
  'prompt.shared',
  'prompt.changed',
  'prompt.deleted',
  'fix.applied',
  'fix.undone',
  'key.created',
  'key.revoked',
  'backup.started',
  'backup.downloaded',
  'backup.deleted',
] as const
export type AuditAction = (typeof auditActions)[number]

/** What an action was done to; the name is the one that it had then. */
export interface AuditTarget {
  type:
    | 'user'
    | 'settings'
    | 'agent'
    | 'provider'
    | 'model'
    | 'session'
    | 'fix'
    | 'key'
    | 'server'
    | 'backup'
    | 'mcp-server'
    | 'prompt'
  id?: string
  name?: string
}

/** One line of the audit log. `from` and `to` hold only the fields that changed. */
export interface AuditEntry {
  id: string
  at: string
  /** Null for somebody who was not signed in. */
  actor: { id: string; name: string } | null
  action: string
  target: AuditTarget | null
  from?: Record<string, unknown>
  to?: Record<string, unknown>
  /** The address that the request came from. */
  client?: string
}

export const auditQuerySchema = listQuerySchema.extend({
  since: timeSchema.optional(),
  until: timeSchema.optional(),
  actorId: z.string().max(100).optional(),
  /** An action, or the part before its dot for all actions of that kind. */
  action: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/)
    .optional(),
})
export type AuditQuery = z.infer<typeof auditQuerySchema>
