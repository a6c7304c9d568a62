import type { MessageStatus } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { TurnJob } from '#lib/db/repositories/turn-writes.ts'
import { mayHoldFacts } from '#lib/memory/learn/extract.ts'
import { type MemoryJob, memoryJob } from '../memories/learn-from-message.ts'
import type { PreparedTurn } from './prepare-turn.ts'
import { needsSummary, type SummaryJob, summaryJob } from './summarise-chat.ts'
import { isItsOwnTitle } from './titles/provisional-title.ts'
import { titleJob } from './titles/write-title.ts'

/** The jobs about the user's message, however it is answered. */
export function jobsOfMessage(turn: PreparedTurn): TurnJob[] {
  const { userId, chatId, agent, userMessageId: messageId } = turn
  if (!turn.usesMemory || !turn.newMessage || !mayHoldFacts(turn.userText)) return []
  const data: MemoryJob = { userId, chatId, agentId: agent.id, messageId }
  return [{ name: memoryJob, key: `${chatId} ${messageId}`, data }]
}

/**
 * The jobs about an answer. A chat whose answer was lost needs them still: they follow its next
 * one.
 */
export function jobsOfAnswer(turn: PreparedTurn, status: MessageStatus): TurnJob[] {
  const { chatId, agent } = turn
  const data: SummaryJob = { chatId, agentId: agent.id }
  return [
    ...(needsTitle(turn, status) ? [{ name: titleJob, key: chatId, data }] : []),
    ...(needsSummary(turn) ? [{ name: summaryJob, key: chatId, data }] : []),
  ]
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
