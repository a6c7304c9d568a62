import { Readable } from 'node:stream'
import { z } from 'zod'
import { auditQuerySchema } from '#lib/contracts/account/audit.ts'
import { exportAudit } from '#lib/server/audit/export-audit.ts'
import { route } from '#lib/server/http/route.ts'

const querySchema = auditQuerySchema
  .omit({ limit: true, cursor: true })
  .extend({ format: z.enum(['csv', 'json']).default('csv') })

export const GET = route(
  {
    access: 'admin',
    summary: 'Downloads the audit log',
    answer: ['text/csv', 'application/json'],
    query: querySchema,
  },
  async ({ services, query }) => {
    const { format, ...filter } = query
    const text = Readable.from(exportAudit(services, filter, format), { objectMode: false })
    return new Response(Readable.toWeb(text) as BodyInit, {
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
        'content-disposition': `attachment; filename="lumos-audit.${format}"`,
      },
    })
  },
)
