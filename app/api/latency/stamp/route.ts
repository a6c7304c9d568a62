import { route } from '#lib/server/http/route.ts'
import { readLatencyStamp } from '#lib/server/latency/read-stamp.ts'

export const GET = route({ access: 'admin' }, ({ services }) => readLatencyStamp(services))
