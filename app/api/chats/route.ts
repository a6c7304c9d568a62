import { z } from 'zod'
import { listQuerySchema } from '#lib/contracts/list.ts'
import { listChats } from '#lib/server/chats/list-chats.ts'
import { route } from '#lib/server/http/route.ts'

const querySchema = listQuerySchema.extend({ query: z.string().max(500).optional() })

export const GET = route({ access: 'user', query: querySchema }, ({ services, user, query }) =>
  listChats(services, user.id, query),
)
