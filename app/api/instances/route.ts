import { instanceSchema } from '#lib/contracts/instance.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { listInstances } from '#lib/server/cluster/list-instances.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  { access: 'admin', summary: 'The live processes of Lumos', answer: itemsSchema(instanceSchema) },
  async ({ services }) => listInstances(services),
)
