import { shortListQuerySchema } from '#lib/contracts/list.ts'
import { modelPatchSchema } from '#lib/contracts/models/model.ts'
import { route } from '#lib/server/http/route.ts'
import { correctModel } from '#lib/server/models/correct-model.ts'
import { listModels } from '#lib/server/models/list-models.ts'
import { pageOf } from '#lib/server/page-of.ts'

export const GET = route(
  { access: 'user', query: shortListQuerySchema },
  async ({ services, query }) => pageOf(await listModels(services), query, ({ id }) => id),
)

export const PATCH = route(
  { access: 'admin', body: modelPatchSchema },
  ({ services, user, body }) => correctModel(services, user, body),
)
