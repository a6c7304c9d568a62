import { pageSchema, shortListQuerySchema } from '#lib/contracts/list.ts'
import { modelInfoSchema, modelPatchSchema } from '#lib/contracts/models/model.ts'
import { route } from '#lib/server/http/route.ts'
import { correctModel } from '#lib/server/models/correct-model.ts'
import { listModels } from '#lib/server/models/list-models.ts'
import { pageOf } from '#lib/server/page-of.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'The models, with their measured first tokens',
    answer: pageSchema(modelInfoSchema),
    query: shortListQuerySchema,
  },
  async ({ services, query }) => pageOf(await listModels(services), query, ({ id }) => id),
)

export const PATCH = route(
  {
    access: 'admin',
    summary: 'Corrects what is known of a model',
    answer: modelInfoSchema,
    body: modelPatchSchema,
  },
  ({ services, user, body }) => correctModel(services, user, body),
)
