import { route } from '../http/route.ts'
import { stopRun } from './stop-run.ts'

/** `POST /api/chat/:id/stop`: stops the chat's run and keeps its text. */
export const stopRoute = route({ access: 'user' }, ({ services, user, params }) =>
  stopRun(services, user.id, params.id ?? ''),
)
