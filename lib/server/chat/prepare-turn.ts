import { type HistoryMessage, textOf } from '#lib/agent/prompt.ts'
import type { Agent } from '#lib/contracts/agent.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { ChatRequest, UserMessage } from '#lib/contracts/chat.ts'
import type { BranchStart, Conversation } from '#lib/db/repositories/conversation.ts'
import type { StageClock } from '#lib/latency/stage-clock.ts'
import type { RecallResult } from '#lib/memory/memory-port.ts'
import type { Services } from '../services.ts'

/** A turn that may begin: everything that could refuse it has been checked. */
export interface PreparedTurn {
  turnId: string
  chatId: string
  userId: string
  agent: Agent
  isNewChat: boolean
  /** Null when an existing message is answered again. */
  newMessage: { id: string; parentId: string | null; parts: UserMessage['parts'] } | null
  userMessageId: string
  assistantMessageId: string
  userText: string
  history: HistoryMessage[]
  /** Runs beside everything else; never rejects; null when the agent does not use memory. */
  recall: Promise<RecallResult> | null
  clock: StageClock
}

/** The most that one query reads when the agent's own limit is not known yet. */
const historyReadLimit = 200

/**
 * Reads agent, history and memory in one wave and decides what the turn answers.
 * @throws AppError 404 for a chat of somebody else or an unknown agent or message, 400 for a
 * request that does not fit the chat
 */
export async function prepareTurn(
  services: Services,
  userId: string,
  request: ChatRequest,
  clock: StageClock,
): Promise<PreparedTurn> {
  const requestedAgent = clock.measure('agent', () => services.agents.find(request.agentId))
  const conversation = clock.measure('history', () =>
    services.turns.read({
      chatId: request.id,
      start: branchStart(request),
      newId: request.trigger === 'submit-message' ? (request.message?.id ?? null) : null,
      limit: historyReadLimit,
    }),
  )
  const recalling = requestedAgent.then((agent) =>
    agent && request.message ? startRecall(services, userId, agent, request.message, clock) : null,
  )
  const [agentOfRequest, found] = await Promise.all([requestedAgent, conversation])
  checkOwner(found, userId, request)

  const agent = agentOfRequest ?? (await services.agents.find(found.chat?.agentId ?? undefined))
  if (!agent || (request.agentId && !agentOfRequest)) throw notFound('agent')
  const question = questionOf(request, found)
  const recall = await recalling
  return {
    turnId: crypto.randomUUID(),
    chatId: request.id,
    userId,
    agent,
    isNewChat: found.chat === null,
    ...question,
    assistantMessageId: crypto.randomUUID(),
    recall:
      recall?.pending ?? startRecall(services, userId, agent, question, clock)?.pending ?? null,
    clock,
  }
}

function branchStart(request: ChatRequest): BranchStart {
  if (request.trigger === 'regenerate-message') {
    return request.messageId
      ? { kind: 'again', id: request.messageId }
      : { kind: 'newest', id: null }
  }
  return request.parentId === undefined
    ? { kind: 'newest', id: null }
    : { kind: 'after', id: request.parentId }
}

function checkOwner(found: Conversation, userId: string, request: ChatRequest) {
  if (found.chat && found.chat.userId !== userId) throw notFound('chat')
  if (request.trigger === 'regenerate-message') {
    if (!found.chat || !found.isStartKnown || found.branch.length === 0) throw notFound('message')
  } else if (found.isNewIdTaken) {
    throw new AppError({
      code: 'message-exists',
      status: 409,
      field: 'message.id',
      userMessage: 'The chat has this message already. To answer it again, regenerate it.',
    })
  } else if (request.parentId && !found.isStartKnown) {
    throw invalid('parentId', 'This message is not in the chat.')
  }
}

type Question = Pick<PreparedTurn, 'newMessage' | 'userMessageId' | 'userText' | 'history'>

/** What is asked: the new message after the branch, or the branch's last user message again. */
function questionOf(request: ChatRequest, found: Conversation): Question {
  const { branch } = found
  if (request.trigger === 'submit-message') {
    const { message } = request
    if (!message) throw invalid('message', 'A message is needed.')
    return {
      newMessage: { id: message.id, parentId: found.startId, parts: message.parts },
      userMessageId: message.id,
      userText: textOf(message.parts),
      history: branch,
    }
  }
  const asked = branch.findLastIndex(({ role }) => role === 'user')
  const message = branch[asked]
  if (!message) throw notFound('message')
  return {
    newMessage: null,
    userMessageId: message.id,
    userText: textOf(message.parts),
    history: branch.slice(0, asked),
  }
}

/** Wrapped, because a promise of a promise would be awaited with it. */
function startRecall(
  services: Services,
  userId: string,
  agent: Agent,
  question: { parts: UserMessage['parts'] } | { userText: string },
  clock: StageClock,
): { pending: Promise<RecallResult> } | null {
  const { enabled, limit, budgetTokens, deadlineMs } = agent.memory
  if (!enabled || limit === 0) return null
  const query = 'parts' in question ? textOf(question.parts) : question.userText
  return {
    pending: clock.measure('memory', () =>
      services.memory.recall({ userId, agentId: agent.id, query, limit, budgetTokens, deadlineMs }),
    ),
  }
}

function invalid(field: string, userMessage: string): AppError {
  return new AppError({ code: 'invalid-input', status: 400, userMessage, field })
}
