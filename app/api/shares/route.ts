import { z } from 'zod'
import { route } from '#lib/server/http/route.ts'
import { listShares } from '#lib/server/shares/manage-shares.ts'

const querySchema = z.strictObject({ chatId: z.uuid().optional() })

export const GET = route({ access: 'user', query: querySchema }, ({ services, user, query }) =>
  listShares(services, user.id, query.chatId),
)
