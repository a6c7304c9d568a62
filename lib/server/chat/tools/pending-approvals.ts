import type { AnsweredCall } from '#lib/agent/answer-approvals.ts'
import { AppError } from '#lib/contracts/app-error.ts'
import type { ToolOrigin } from '#lib/contracts/chat/agent-event.ts'
import type { ApprovalAnswer } from '#lib/contracts/chat/approval.ts'
import type { BranchMessage, Conversation } from '#lib/db/repositories/conversation.ts'

/**
 * The calls that wait for approval in the newest message of the chat, with the given answers. What
 * is called is what the database holds; the client's copy of the calls is not read.
 * @throws AppError 409 for an answer to anything else, 400 if an approval is left open
 */
export function answeredCalls(
  message: BranchMessage | undefined,
  messageId: string | undefined,
  answers: ApprovalAnswer[],
): AnsweredCall[] {
  const isWaiting = message?.id === messageId && message?.status === 'partial'
  const pending = (isWaiting ? (message?.parts ?? []) : []).flatMap((part) =>
    part.type === 'dynamic-tool' && part.state === 'approval-requested' ? [part] : [],
  )
  const known = new Map(pending.map((part) => [part.approval.id, part]))
  // Clients send earlier, settled approvals of the message as well.
  const settled = new Set(
    (isWaiting ? (message?.parts ?? []) : []).flatMap((part) =>
      part.type === 'dynamic-tool' && part.approval && !known.has(part.approval.id)
        ? [part.approval.id]
        : [],
    ),
  )
  const fresh = answers.filter(({ approvalId }) => !settled.has(approvalId))
  if (fresh.length === 0 || fresh.some(({ approvalId }) => !known.has(approvalId)))
    throw noSuchApproval()
  const byId = new Map(fresh.map((answer) => [answer.approvalId, answer]))
  return pending.map((part) => {
    const answer = byId.get(part.approval.id)
    if (!answer) throw stillOpen()
    const { toolCallId: id, toolName: name, input, toolMetadata } = part
    const key = (toolMetadata as ToolOrigin | undefined)?.key ?? ''
    return { ...answer, key, call: { id, name, input } }
  })
}

/** @throws AppError 409 unless the chat is the user's */
export function requireOwnChat({ chat }: Conversation, userId: string): void {
  if (chat?.userId !== userId) throw noSuchApproval()
}

export function noSuchApproval(): AppError {
  return new AppError({
    code: 'no-such-approval',
    status: 409,
    displayMessage: 'This approval is not waited for: it was answered, or the chat has gone on.',
  })
}

function stillOpen(): AppError {
  const displayMessage = 'Answer all approvals of the message together.'
  return new AppError({
    code: 'approval-open',
    status: 400,
    field: 'message.parts',
    displayMessage,
  })
}
