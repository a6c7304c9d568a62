import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import type { ContinuableChat } from './continued-answer.ts'

type Part = LumosMessage['parts'][number]
type AnsweredPart = Extract<Part, { type: 'dynamic-tool'; state: 'approval-responded' }>

/** The parts of a message that carry an answer which was not sent yet. */
export function answeredParts({ parts }: LumosMessage): AnsweredPart[] {
  return parts.filter(
    (part): part is AnsweredPart =>
      part.type === 'dynamic-tool' && part.state === 'approval-responded',
  )
}

/**
 * Notes an answer in the chat's last message. The answers are sent together, when none is missing.
 * @returns whether they can be sent
 */
export function noteApproval(
  openChat: ContinuableChat,
  approvalId: string,
  approved: boolean,
): boolean {
  const { chat } = openChat
  const message = chat.messages.at(-1)
  if (!message) return false
  const parts = message.parts.map((part): Part => {
    if (part.type !== 'dynamic-tool' || part.state !== 'approval-requested') return part
    if (part.approval.id !== approvalId) return part
    return { ...part, state: 'approval-responded', approval: { ...part.approval, approved } }
  })
  const isComplete = !parts.some(
    (part) => part.type === 'dynamic-tool' && part.state === 'approval-requested',
  )
  // The run that goes on has a status and timing of its own.
  const { status: _, statusReason: _reason, timing: _timing, ...rest } = message.metadata ?? {}
  const { browser: _browser, ...running } = rest
  const metadata = isComplete ? running : message.metadata
  const answered = { ...message, parts, ...(metadata && { metadata }) }
  chat.messages = [...chat.messages.slice(0, -1), answered]
  if (isComplete) openChat.continued = answered
  return isComplete
}
