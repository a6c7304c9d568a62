import { feedbackSchema } from '#lib/contracts/chat/feedback.ts'
import { setFeedback } from '#lib/server/chats/set-feedback.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route(
  { access: 'user', body: feedbackSchema },
  ({ services, user, params, body }) => setFeedback(services, user.id, params.id ?? '', body),
)
