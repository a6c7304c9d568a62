import { latencyStampSchema } from '#lib/contracts/latency/latency.ts'
import { route } from '#lib/server/http/route.ts'
import { readLatencyStamp } from '#lib/server/latency/read-stamp.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'A value that changes when the figures do',
    answer: latencyStampSchema,
  },
  ({ services }) => readLatencyStamp(services),
)
