import { route } from '#lib/server/http/route.ts'
import { undoFix } from '#lib/server/latency/fixes.ts'

export const POST = route({ access: 'admin' }, ({ services, params }) =>
  undoFix(services, params.id ?? ''),
)
