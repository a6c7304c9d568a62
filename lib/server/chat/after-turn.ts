import { mayHoldFacts } from '#lib/memory/extract.ts'
import { logError } from '../log-error.ts'
import { memoryJob } from '../memories/learn-from-message.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { isItsOwnTitle } from './provisional-title.ts'
import { needsSummary, summaryJob } from './summarise-chat.ts'
import { titleJob } from './write-title.ts'

/** Queues what follows a turn. Never rejects: the answer is saved, whatever happens here. */
export async function afterTurn(services: Services, turn: PreparedTurn): Promise<void> {
  const { userId, chatId, agent, userMessageId } = turn
  try {
    if (turn.usesMemory && turn.newMessage && mayHoldFacts(turn.userText)) {
      const job = { userId, chatId, agentId: agent.id, messageId: userMessageId }
      await services.jobs.enqueue(memoryJob, job)
    }
    if (turn.isNewChat && !turn.isTemporary && !isItsOwnTitle(turn.userText))
      await services.jobs.enqueue(titleJob, { chatId, agentId: agent.id })
    if (needsSummary(turn))
      await services.jobs.enqueue(summaryJob, { chatId, agentId: agent.id }, chatId)
    const recalled = await turn.recall
    const ids = recalled?.items.map(({ id }) => id) ?? []
    if (ids.length > 0)
      await services.memory.noteUse({ userId, ids, chatId, answerId: turn.assistantMessageId })
  } catch (error) {
    logError(error)
  }
}
