import { requireChat } from '../chats/require-chat.ts'
import type { Services } from '../services.ts'

/**
 * Stops the chat's run, from whichever tab or device of its owner; the partial answer is kept.
 * @throws AppError 404 for a chat of somebody else
 */
export async function stopRun(services: Services, userId: string, chatId: string) {
  const { id } = await requireChat(services, userId, chatId)
  const stopped = await services.runs.requestStop(id, 'user')
  return Response.json({ stopped })
}

/**
 * The chat's run from its beginning, then live; null when none is going.
 * @throws AppError 404 for a chat of somebody else
 */
export async function resumeRun(
  services: Services,
  userId: string,
  chatId: string,
  signal: AbortSignal,
) {
  const { id } = await requireChat(services, userId, chatId)
  return services.runs.read(id, signal)
}
