import type { AnsweredCall } from '#lib/agent/answer-approvals.ts'
import { AppError, notFound } from '#lib/contracts/app-error.ts'
import type { ChatRequest, LumosMessage, UserMessage } from '#lib/contracts/chat/chat.ts'
import { textOfParts } from '#lib/contracts/chat/text-of-parts.ts'
import type { BranchMessage, Conversation } from '#lib/db/repositories/conversation.ts'
import type { PromptMessage } from '#lib/providers/model-port.ts'
import { answeredCalls } from './tools/pending-approvals.ts'

/** What a turn answers, and in which message. */
export interface Question {
  /** Null if an existing message is answered again or an answer is continued. */
  newMessage: { id: string; parentId: string | null; parts: UserMessage['parts'] } | null
  userMessageId: string
  assistantMessageId: string
  userText: string
  history: BranchMessage[]
  /** The parts that a continued answer already has; null for a new answer. */
  prefix: LumosMessage['parts'] | null
  /** The answer goes on with these calls, whose approvals the user answered. */
  answered: AnsweredCall[] | null
  /** What the model said and got before these calls. */
  steps: PromptMessage[]
  /** The run that wrote the continued message last, if this turn may begin only after that one. */
  continuesTurnId: string | null
}

/** The question: the new message after the branch, or the branch's last user message again. */
export function questionOf(request: ChatRequest, found: Conversation): Question {
  const { branch } = found
  if (request.trigger === 'submit-message') {
    const { message } = request
    if (!message) throw invalid('message', 'A message is needed.')
    return {
      newMessage: { id: message.id, parentId: found.startId, parts: message.parts },
      userMessageId: message.id,
      userText: textOfParts(message.parts),
      history: branch,
      prefix: null,
      assistantMessageId: crypto.randomUUID(),
      ...nothingAnswered,
    }
  }
  const asked = branch.findLastIndex(({ role }) => role === 'user')
  const message = branch[asked]
  if (!message) throw notFound('message')
  const last = branch.at(-1)
  const approvals =
    request.trigger === 'answer-approvals'
      ? {
          answered: answeredCalls(last, request.messageId, request.approvals),
          // Only written with values of this type.
          steps: (last?.steps ?? []) as PromptMessage[],
          continuesTurnId: last?.turnId ?? null,
        }
      : nothingAnswered
  const continued =
    request.trigger === 'continue-message' ? unfinished(last) : approvals.answered && last
  return {
    newMessage: null,
    userMessageId: message.id,
    userText: textOfParts(message.parts),
    history: branch.slice(0, asked),
    prefix: continued?.parts ?? null,
    assistantMessageId: continued?.id ?? crypto.randomUUID(),
    ...approvals,
  }
}

const nothingAnswered = { answered: null, steps: [], continuesTurnId: null }

/** @throws AppError 400 for a message that is not an answer, or a complete one */
function unfinished(message: BranchMessage | undefined): BranchMessage {
  const isWaiting = message?.parts.some(
    (part) => part.type === 'dynamic-tool' && part.state === 'approval-requested',
  )
  if (isWaiting) throw invalid('messageId', 'This answer waits for an approval.')
  if (message?.role === 'assistant' && message.status !== 'complete') return message
  throw invalid('messageId', 'Only an answer that ended early can be continued.')
}

/** 400 for a field. */
export function invalid(field: string, displayMessage: string): AppError {
  return new AppError({ code: 'invalid-input', status: 400, displayMessage, field })
}
