import { z } from 'zod'
import { route } from '#lib/server/http/route.ts'
import { endSignIn } from '#lib/server/tools/sign-in-mcp-server.ts'

const querySchema = z.object({
  state: z.string().max(500),
  code: z.string().max(5_000),
  iss: z.string().max(1_000).optional(),
})

/** Where an authorization server sends an admin's browser back to. */
export const GET = route(
  {
    access: 'admin',
    summary: 'Where an authorization server sends an admin’s browser back to',
    status: 303,
    answer: null,
    query: querySchema,
  },
  async ({ services, user, query }) => {
    await endSignIn(services, user, query)
    return new Response(null, { status: 303, headers: { location: '/settings/tools' } })
  },
)
