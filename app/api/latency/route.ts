import { latencyQuerySchema, latencyReportSchema } from '#lib/contracts/latency/latency.ts'
import { route } from '#lib/server/http/route.ts'
import { readReport } from '#lib/server/latency/read-report.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The figures of a period',
    answer: latencyReportSchema,
    query: latencyQuerySchema,
    isLong: true,
  },
  ({ services, query }) => readReport(services, query),
)
