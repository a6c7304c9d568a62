import { latencyFilterSchema, slowTurnSchema } from '#lib/contracts/latency/latency.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { readSlowTurns } from '#lib/server/latency/read-slow-turns.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The turns with the longest wait for the first token',
    answer: itemsSchema(slowTurnSchema),
    query: latencyFilterSchema,
  },
  ({ services, query }) => readSlowTurns(services, query),
)
