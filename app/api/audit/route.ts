import { auditQuerySchema } from '#lib/contracts/account/audit.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'admin', query: auditQuerySchema },
  async ({ services, query }) => services.audit.list(query),
)
