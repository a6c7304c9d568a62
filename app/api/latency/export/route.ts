import { Readable } from 'node:stream'
import { z } from 'zod'
import { latencyFilterSchema } from '#lib/contracts/latency/latency.ts'
import { route } from '#lib/server/http/route.ts'
import { exportTurns } from '#lib/server/latency/export-turns.ts'

const querySchema = latencyFilterSchema.extend({ format: z.enum(['csv', 'json']).default('csv') })

export const GET = route(
  {
    access: 'admin',
    summary: 'Downloads the figures of all turns',
    answer: ['text/csv', 'application/json'],
    query: querySchema,
  },
  async ({ services, query }) => {
    const { format, ...filter } = query
    const text = Readable.from(exportTurns(services, filter, format), { objectMode: false })
    return new Response(Readable.toWeb(text) as BodyInit, {
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json',
        'content-disposition': `attachment; filename="lumos-turns.${format}"`,
      },
    })
  },
)
