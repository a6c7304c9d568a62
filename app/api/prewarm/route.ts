import { prewarmRoute } from '#lib/server/chat/prewarm-route.ts'

export const POST = prewarmRoute
