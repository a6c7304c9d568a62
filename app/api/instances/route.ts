import { listInstances } from '#lib/server/cluster/list-instances.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route({ access: 'admin' }, async ({ services }) => listInstances(services))
