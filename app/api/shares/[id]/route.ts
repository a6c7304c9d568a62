import { sharedChatSchema } from '#lib/contracts/chat/share.ts'
import { route } from '#lib/server/http/route.ts'
import { deleteShare, readShare } from '#lib/server/shares/manage-shares.ts'

/** The settings decide whether a reader needs an account. */
export const GET = route(
  { access: 'public', summary: 'A shared chat', answer: sharedChatSchema },
  async ({ services, request, params }) => {
    const reader = await services.readSession(request.headers)
    return readShare(services, params.id ?? '', reader !== null)
  },
)

export const DELETE = route(
  { access: 'user', summary: 'Ends a shared link', answer: null },
  async ({ services, user, params }) => {
    await deleteShare(services, user.id, params.id ?? '')
    return null
  },
)
