import { shownWebSearchSchema, webSearchSchema } from '#lib/contracts/agents/web-search.ts'
import { route } from '#lib/server/http/route.ts'
import { getWebSearch, saveWebSearch } from '#lib/server/tools/web-search.ts'

export const GET = route(
  { access: 'admin', summary: 'The search service', answer: shownWebSearchSchema },
  ({ services }) => getWebSearch(services),
)

export const PUT = route(
  {
    access: 'admin',
    summary: 'Sets the search service',
    answer: shownWebSearchSchema,
    body: webSearchSchema,
  },
  ({ services, user, body }) => saveWebSearch(services, user, body),
)
