import { chatRoute } from '#lib/server/chat/chat-route.ts'

export const POST = chatRoute
