import { AppError } from '#lib/contracts/app-error.ts'
import { route } from '#lib/server/http/route.ts'

/** Answers requests that are no WebSocket handshake; the production server takes the others. */
export const GET = route(
  {
    access: 'user',
    summary: 'Chats over a WebSocket, in the frames of the AI SDK’s transport',
    answer: null,
    status: 101,
  },
  async () => {
    const displayMessage = 'This address takes WebSocket connections only.'
    throw new AppError({ code: 'upgrade-required', status: 426, displayMessage })
  },
)
