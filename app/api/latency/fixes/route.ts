import { appliedFixSchema, fixRequestSchema } from '#lib/contracts/latency/latency.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { applyFix, listFixes } from '#lib/server/latency/fixes.ts'
import { createWords } from '../words.ts'

export const GET = route(
  {
    access: 'admin',
    summary: 'The applied fixes with their effects',
    answer: itemsSchema(appliedFixSchema),
  },
  async ({ services, request }) => {
    const words = await createWords(request)
    return { items: await listFixes(services, words.fix) }
  },
)

export const POST = route(
  {
    access: 'admin',
    summary: 'Applies a fix that the diagnosis offers',
    answer: appliedFixSchema,
    body: fixRequestSchema,
  },
  async ({ services, user, body, request }) => {
    const words = await createWords(request)
    return applyFix(services, user, body, words.fix, request.signal)
  },
)
