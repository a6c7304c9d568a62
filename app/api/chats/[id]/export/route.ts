import { exportChat, exportQuerySchema } from '#lib/server/exports/export-chat.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(
  {
    access: 'user',
    summary: 'Downloads a chat',
    answer: ['text/markdown', 'application/json', 'text/html'],
    query: exportQuerySchema,
  },
  ({ services, user, params, query }) =>
    exportChat(services, user.id, params.id ?? '', query.format),
)
