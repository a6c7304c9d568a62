import { z } from 'zod'
import { route } from '../http/route.ts'
import { stopRun } from './stop-run.ts'

/** `POST /api/chat/:id/stop`: stops the chat's run and keeps its text. */
export const stopRoute = route(
  {
    access: 'user',
    summary: 'Stops the answer that is being written',
    status: 200,
    answer: z.object({ stopped: z.boolean() }),
  },
  ({ services, user, params }) => stopRun(services, user.id, params.id ?? ''),
)
