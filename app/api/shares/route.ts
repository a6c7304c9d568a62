import { z } from 'zod'
import { shareSchema } from '#lib/contracts/chat/share.ts'
import { itemsSchema } from '#lib/contracts/list.ts'
import { route } from '#lib/server/http/route.ts'
import { listShares } from '#lib/server/shares/manage-shares.ts'

const querySchema = z.strictObject({ chatId: z.uuid().optional() })

export const GET = route(
  {
    access: 'user',
    summary: 'Your shared links',
    answer: itemsSchema(shareSchema),
    query: querySchema,
  },
  ({ services, user, query }) => listShares(services, user.id, query.chatId),
)
