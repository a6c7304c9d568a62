import { readinessSchema } from '#lib/contracts/readiness.ts'
import { route } from '#lib/server/http/route.ts'
import { readReadiness } from '#lib/server/readiness.ts'

export const dynamic = 'force-dynamic'

export const GET = route(
  {
    access: 'public',
    summary: 'Whether Lumos can answer; 503 with what is missing',
    answer: readinessSchema,
  },
  ({ services }) => readReadiness(services),
)
