import { route } from '#lib/server/http/route.ts'
import { undoFix } from '#lib/server/latency/fixes.ts'
import { createWords } from '../../../words.ts'

export const POST = route({ access: 'admin' }, async ({ services, user, params, request }) => {
  const words = await createWords(request)
  return undoFix(services, user, params.id ?? '', words.fix)
})
