import { auditEntrySchema, auditQuerySchema } from '#lib/contracts/account/audit.ts'
import { pageSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The audit log, newest first',
    answer: pageSchema(auditEntrySchema),
    query: auditQuerySchema,
  },
  async ({ services, query }) => services.audit.list(query),
)
