import { AppError } from '#lib/contracts/app-error.ts'
import { route } from '#lib/server/http/route.ts'

/** Answers requests that are no WebSocket handshake; the production server takes the others. */
export const GET = route({ access: 'user' }, async () => {
  const displayMessage = 'This address takes WebSocket connections only.'
  throw new AppError({ code: 'upgrade-required', status: 426, displayMessage })
})
