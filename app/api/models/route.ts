import { route } from '#lib/server/http/route.ts'
import { listModels } from '#lib/server/models/list-models.ts'

export const GET = route({ access: 'user' }, ({ services }) => listModels(services))
