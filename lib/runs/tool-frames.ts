import type { ToolEvent } from '#lib/contracts/chat/agent-event.ts'
import { sseFrame } from './part-encoder.ts'

/** The frames of a tool's call. */
export function toolFrames(event: ToolEvent): string {
  switch (event.type) {
    case 'tool-call-started': {
      const { toolCallId, toolName, input, origin: toolMetadata } = event
      const call = { toolCallId, toolName, dynamic: true, toolMetadata }
      return (
        sseFrame({ type: 'tool-input-start', ...call }) +
        sseFrame({ type: 'tool-input-available', ...call, input })
      )
    }
    case 'tool-approval-requested': {
      const { toolCallId, approvalId } = event
      return sseFrame({ type: 'tool-approval-request', approvalId, toolCallId })
    }
    case 'tool-approval-answered': {
      const { approvalId, approved } = event
      return sseFrame({ type: 'tool-approval-response', approvalId, approved })
    }
    case 'tool-call-denied':
      return sseFrame({ type: 'tool-output-denied', toolCallId: event.toolCallId })
    case 'tool-call-completed': {
      const { toolCallId, output } = event
      return sseFrame({ type: 'tool-output-available', toolCallId, output, dynamic: true })
    }
    case 'tool-call-failed': {
      const { toolCallId, message: errorText } = event
      return sseFrame({ type: 'tool-output-error', toolCallId, errorText, dynamic: true })
    }
  }
}
