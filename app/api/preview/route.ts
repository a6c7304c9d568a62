import { previewPage } from '#lib/server/http/preview-page.ts'

export const dynamic = 'force-static'

/** The empty document in which a page of an answer is looked at; its policy is set beside the others. */
export const GET = Object.assign(
  () => new Response(previewPage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  { access: 'public' as const },
)
