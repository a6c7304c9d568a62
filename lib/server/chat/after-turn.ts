import type { MessageStatus } from '#lib/contracts/chat/chat.ts'
import { logError } from '../log-error.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'

/**
 * Begins what follows a turn. Never rejects: the answer is already saved, with its jobs.
 * @param status null for a refused or lost turn, which nothing follows
 */
export async function afterTurn(
  services: Pick<Services, 'jobs' | 'memory'>,
  turn: PreparedTurn,
  status: MessageStatus | null,
): Promise<void> {
  if (status === null) return
  const { userId, chatId } = turn
  try {
    await services.jobs.forwardTurnJobs()
    const recalled = await turn.recall
    const ids = recalled?.items.map(({ id }) => id) ?? []
    if (ids.length > 0)
      await services.memory.noteUse({ userId, ids, chatId, answerId: turn.assistantMessageId })
  } catch (error) {
    logError(error)
  }
}
