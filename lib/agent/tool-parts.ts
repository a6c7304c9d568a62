import type { AgentEvent, ToolEvent, ToolOrigin } from '#lib/contracts/chat/agent-event.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'

export type ToolPart = Extract<LumosMessage['parts'][number], { type: 'dynamic-tool' }>

/** The part of a call that began. */
export function beginToolPart(event: Extract<ToolEvent, { type: 'tool-call-started' }>): ToolPart {
  const { toolCallId, toolName, input, origin } = event
  return {
    type: 'dynamic-tool',
    toolName,
    toolCallId,
    state: 'input-available',
    input,
    ...(origin && { toolMetadata: origin }),
  }
}

/** What an event changes of its call's part. */
export function changeOfToolPart(
  event: Exclude<ToolEvent, { type: 'tool-call-started' }>,
): Partial<ToolPart> {
  switch (event.type) {
    case 'tool-approval-requested':
      return { state: 'approval-requested', approval: { id: event.approvalId } }
    case 'tool-approval-answered': {
      const { approvalId: id, approved } = event
      return { state: 'approval-responded', approval: { id, approved } }
    }
    case 'tool-call-denied':
      return { state: 'output-denied' }
    case 'tool-call-completed':
      return { state: 'output-available', output: event.output }
    case 'tool-call-failed':
      return { state: 'output-error', errorText: event.message }
  }
}

/** The events that would create this part, for a reader. */
export function eventsOfToolPart(part: ToolPart): AgentEvent[] {
  const { toolCallId, toolName, input } = part
  const origin = part.toolMetadata as ToolOrigin | undefined
  const started: AgentEvent = {
    type: 'tool-call-started',
    toolCallId,
    toolName,
    input,
    ...(origin && { origin }),
  }
  switch (part.state) {
    case 'approval-requested': {
      const approvalId = part.approval.id
      return [started, { type: 'tool-approval-requested', toolCallId, approvalId }]
    }
    case 'output-available':
      return [started, { type: 'tool-call-completed', toolCallId, output: part.output }]
    case 'output-error':
      return [started, { type: 'tool-call-failed', toolCallId, message: part.errorText }]
    case 'output-denied':
      return [started, { type: 'tool-call-denied', toolCallId }]
    default:
      return [started]
  }
}
