import { webSearchCheckSchema } from '#lib/contracts/agents/web-search.ts'
import { route } from '#lib/server/http/route.ts'
import { checkWebSearch } from '#lib/server/tools/web-search.ts'

export const POST = route(
  {
    access: 'admin',
    summary: 'Tries the search service',
    status: 200,
    answer: webSearchCheckSchema,
  },
  ({ services }) => checkWebSearch(services),
)
