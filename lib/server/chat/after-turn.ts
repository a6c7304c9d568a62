import type { MessageStatus } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import { mayHoldFacts } from '#lib/memory/learn/extract.ts'
import { logError } from '../log-error.ts'
import { memoryJob } from '../memories/learn-from-message.ts'
import type { Services } from '../services.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { isItsOwnTitle } from './provisional-title.ts'
import { needsSummary, summaryJob } from './summarise-chat.ts'
import { titleJob } from './write-title.ts'

/**
 * Queues the jobs that follow a turn. Never rejects: the answer is already saved.
 * @param status null for a refused or lost turn, which nothing follows
 */
export async function afterTurn(
  services: Pick<Services, 'jobs' | 'memory'>,
  turn: PreparedTurn,
  status: MessageStatus | null,
): Promise<void> {
  if (status === null) return
  const { userId, chatId, agent, userMessageId } = turn
  try {
    if (turn.usesMemory && turn.newMessage && mayHoldFacts(turn.userText)) {
      const job = { userId, chatId, agentId: agent.id, messageId: userMessageId }
      await services.jobs.enqueue(memoryJob, job)
    }
    if (needsTitle(turn, status))
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

/**
 * Whether the chat has its first whole answer. A stopped or failing answer gets no title, because
 * that would ask the same model again at once.
 */
function needsTitle(turn: PreparedTurn, status: MessageStatus): boolean {
  const { isTemporary, history, userText } = turn
  // Of files alone a title is made of their names.
  if (isTemporary || !isAnswer(status) || userText === '') return false
  const isTitled = history.some(({ role, status }) => role === 'assistant' && isAnswer(status))
  const first = history.find(({ role }) => role === 'user')
  return !isTitled && !isItsOwnTitle(first ? textOfParts(first.parts) : userText)
}

function isAnswer(status: MessageStatus): boolean {
  return status === 'complete' || status === 'partial'
}
