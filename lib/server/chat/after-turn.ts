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
  await services.jobs.forwardTurnJobs().catch(logError)
  await noteUse(services, turn).catch(logError)
}

async function noteUse({ memory }: Pick<Services, 'memory'>, turn: PreparedTurn): Promise<void> {
  const recalled = await turn.recall
  const ids = recalled?.items.map(({ id }) => id) ?? []
  if (ids.length === 0) return
  const { userId, chatId, assistantMessageId: answerId } = turn
  await memory.noteUse({ userId, ids, chatId, answerId })
}
