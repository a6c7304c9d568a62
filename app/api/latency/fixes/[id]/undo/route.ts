import { route } from '#lib/server/http/route.ts'
import { undoFix } from '#lib/server/latency/fixes.ts'
import { createWords } from '../../../words.ts'

export const POST = route({ access: 'admin' }, async ({ services, params, request }) => {
  const words = await createWords(request)
  return undoFix(services, params.id ?? '', words.fix)
})
