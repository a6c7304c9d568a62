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
  'webhook.created',
  'webhook.changed',
  'webhook.secret-rotated',
  'webhook.deleted',
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
export const auditTargetSchema = z
  .object({
    type: z.enum([
      'user',
      'settings',
      'agent',
      'provider',
      'model',
      'session',
      'fix',
      'key',
      'server',
      'backup',
      'mcp-server',
      'webhook',
      'prompt',
    ]),
    id: z.string().optional(),
    name: z.string().optional(),
  })
  .meta({ id: 'AuditTarget' })
export type AuditTarget = z.infer<typeof auditTargetSchema>

/** One line of the audit log. `from` and `to` hold only the fields that changed. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.string(),
    actor: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('Null for somebody who was not signed in.'),
    action: z.string(),
    target: auditTargetSchema.nullable(),
    from: z.record(z.string(), z.unknown()).optional(),
    to: z.record(z.string(), z.unknown()).optional(),
    client: z.string().optional().describe('The address that the request came from.'),
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>

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
