import type { RunOwner } from '#lib/runs/run-log.ts'
import { requireChat } from '../chats/require-chat.ts'
import type { Services } from '../services.ts'

/** Selects the run of a chat; runs use the chat's id in lower case. */
export function runOf(userId: string, chatId: string): RunOwner {
  return { chatId: chatId.toLowerCase(), userId }
}

/**
 * Stops the chat's run from any tab or device of its owner; the partial answer is saved.
 * @throws AppError 404 for a chat of somebody else
 */
export async function stopRun(
  services: Pick<Services, 'database' | 'runs'>,
  userId: string,
  chatId: string,
) {
  const stopped = await services.runs.stop(runOf(userId, chatId), 'user')
  // The run of a new chat exists before the chat is saved.
  if (stopped === 0) await requireChat(services, userId, chatId)
  return { stopped: stopped > 0 }
}

/**
 * The chat's run from its beginning, then live; null if there is no active run.
 * @throws AppError 404 for a chat of somebody else
 */
export async function resumeRun(
  services: Pick<Services, 'database' | 'runs'>,
  userId: string,
  chatId: string,
  signal: AbortSignal,
) {
  const events = await services.runs.read(runOf(userId, chatId), signal)
  if (!events) await requireChat(services, userId, chatId)
  return events
}
