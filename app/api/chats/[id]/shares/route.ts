import { shareCreateSchema, shareSchema } from '#lib/contracts/chat/share.ts'
import { route } from '#lib/server/http/route.ts'
import { createShare } from '#lib/server/shares/manage-shares.ts'

export const POST = route(
  {
    access: 'user',
    summary: 'Shares a chat by link',
    answer: shareSchema,
    body: shareCreateSchema,
  },
  ({ services, user, params, body }) => createShare(services, user.id, params.id ?? '', body),
)
