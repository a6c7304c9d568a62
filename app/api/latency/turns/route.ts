import { latencyFilterSchema } from '#lib/contracts/latency/latency.ts'
import { route } from '#lib/server/http/route.ts'
import { readSlowTurns } from '#lib/server/latency/read-slow-turns.ts'

export const GET = route({ access: 'admin', query: latencyFilterSchema }, ({ services, query }) =>
  readSlowTurns(services, query),
)
