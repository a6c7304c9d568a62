import { previewPage } from '#lib/server/http/preview-page.ts'
import type { RouteSpec } from '#lib/server/http/route-spec.ts'

export const dynamic = 'force-static'

/** The empty document in which an answer's page is previewed; `preview-page.ts` has its policy. */
export const GET = Object.assign(
  () => new Response(previewPage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  {
    spec: {
      access: 'public',
      summary: 'The empty document in which an answer’s page is previewed',
      answer: 'text/html',
    } satisfies RouteSpec,
  },
)
