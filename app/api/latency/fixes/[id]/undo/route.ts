import { appliedFixSchema } from '#lib/contracts/latency/latency.ts'
import { route } from '#lib/server/http/route.ts'
import { undoFix } from '#lib/server/latency/fixes.ts'
import { createWords } from '../../../words.ts'

export const POST = route(
  { access: 'admin', summary: 'Undoes a fix', answer: appliedFixSchema },
  async ({ services, user, params, request }) => {
    const words = await createWords(request)
    return undoFix(services, user, params.id ?? '', words.fix)
  },
)
