import { encodeChanges } from '#lib/server/chats/encode-changes.ts'
import { EventStream } from '#lib/server/http/event-stream.ts'
import { route } from '#lib/server/http/route.ts'

/** The user's chats as they change, on whichever page or device. */
export const GET = route(
  {
    access: 'user',
    summary: 'The changes of your chats as they happen',
    answer: 'text/event-stream',
  },
  async ({ services, user, signal }) =>
    new EventStream(encodeChanges(services.chatChanges.read(user.id, signal))),
)
