import { feedbackAnswerSchema, feedbackSchema } from '#lib/contracts/chat/feedback.ts'
import { setFeedback } from '#lib/server/chats/set-feedback.ts'
import { route } from '#lib/server/http/route.ts'

export const PUT = route(
  {
    access: 'user',
    summary: 'Says what the user thinks of an answer',
    answer: feedbackAnswerSchema,
    body: feedbackSchema,
  },
  ({ services, user, params, body }) => setFeedback(services, user.id, params.id ?? '', body),
)
