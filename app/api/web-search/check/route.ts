import { route } from '#lib/server/http/route.ts'
import { checkWebSearch } from '#lib/server/tools/web-search.ts'

export const POST = route({ access: 'admin' }, async ({ services }) =>
  Response.json(await checkWebSearch(services)),
)
