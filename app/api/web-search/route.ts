import { webSearchSchema } from '#lib/contracts/agents/web-search.ts'
import { route } from '#lib/server/http/route.ts'
import { getWebSearch, saveWebSearch } from '#lib/server/tools/web-search.ts'

export const GET = route({ access: 'admin' }, async ({ services }) =>
  Response.json(await getWebSearch(services)),
)

export const PUT = route(
  { access: 'admin', body: webSearchSchema },
  async ({ services, user, body }) => Response.json(await saveWebSearch(services, user, body)),
)
