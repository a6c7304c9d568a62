import { stopRoute } from '#lib/server/chat/stop-route.ts'

export const POST = stopRoute
