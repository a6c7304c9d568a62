import { route } from '#lib/server/http/route.ts'
import { readReadiness } from '#lib/server/readiness.ts'

export const dynamic = 'force-dynamic'

export const GET = route({ access: 'public' }, ({ services }) => readReadiness(services))
