import { streamRoute } from '#lib/server/chat/stream-route.ts'

export const GET = streamRoute
