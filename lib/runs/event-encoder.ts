import type { AgentEvent, FinishReason, TerminalEvent } from '#lib/contracts/chat/agent-event.ts'
import type { MessageMetadata, MessageStatus, RelabelledParts } from '#lib/contracts/chat/chat.ts'
import { createPartEncoder, sseFrame } from './part-encoder.ts'
import { toolFrames } from './tool-frames.ts'

/** Encodes the events of one run. */
export interface EventEncoder {
  /** The server-sent events for an agent event; empty if nothing is sent for it. */
  encode(event: AgentEvent): string
}

/** AgentEvent → AI SDK UI message stream v1, as server-sent events. */
export function createEventEncoder(settings: {
  emitMetadata: boolean
  emitMemoryUpdates: boolean
}): EventEncoder {
  const parts = createPartEncoder()
  const relabelled: RelabelledParts = { text: [], reasoning: [] }

  function encode(event: AgentEvent): string {
    switch (event.type) {
      case 'text-delta':
        return parts.delta('text', event.delta)
      case 'reasoning-delta':
        return parts.delta('reasoning', event.delta)
      case 'agent-started': {
        const {
          messageId,
          runId,
          agentId,
          model,
          receivedAt,
          sentAt,
          prefixChars: keptChars,
        } = event
        const messageMetadata = { turnId: runId, agentId, model, receivedAt, sentAt, keptChars }
        return sseFrame({ type: 'start', messageId, messageMetadata })
      }
      case 'stage':
        return sseFrame({ type: 'data-stage', data: event.stage, transient: true })
      case 'attempt-started':
        return sseFrame({ type: 'data-attempt', data: event.attempt, transient: true })
      case 'source-found': {
        const { id: sourceId, url, title } = event.source
        return parts.openStep() + sseFrame({ type: 'source-url', sourceId, url, title })
      }
      case 'file-made':
        return parts.beginOther() + sseFrame({ ...event, type: 'file' })
      case 'relabelled': {
        // The protocol cannot remove a part, so readers are told the positions of relabelled parts.
        const kind = event.as === 'reasoning' ? 'text' : 'reasoning'
        const { closed, places } = parts.endKind(kind)
        for (const place of places) relabelled[kind].push(place)
        return closed + metadataFrame({ relabelled })
      }
      case 'tool-call-started':
        return parts.beginOther() + toolFrames(event)
      case 'tool-approval-requested':
      case 'tool-approval-answered':
      case 'tool-call-denied':
      case 'tool-call-completed':
      case 'tool-call-failed':
        return toolFrames(event)
      case 'step-completed':
        return parts.closeStep()
      case 'memory-updated':
        return settings.emitMemoryUpdates ? memoryFrames(event) : ''
      case 'metadata':
        return settings.emitMetadata ? metadataFrame({ [event.key]: event.value }) : ''
      default:
        return parts.closeStep() + terminalFrames(event)
    }
  }
  return { encode }
}

function memoryFrames({ type: _, ...data }: Extract<AgentEvent, { type: 'memory-updated' }>) {
  const frame = sseFrame({ type: 'data-memory', data, transient: true })
  return data.recalled ? frame + metadataFrame({ memories: data.recalled }) : frame
}

function terminalFrames(event: TerminalEvent): string {
  const { timing } = event
  return (
    sseFrame({ type: 'data-timing', data: timing, transient: true }) +
    metadataFrame({ timing, model: timing.model, ...terminalStatus(event) }) +
    endFrame(event) +
    'data: [DONE]\n\n'
  )
}

type TerminalStatus = Exclude<MessageStatus, 'streaming'>

/** The status with which a run's message is stored. */
export function terminalStatus(
  event: TerminalEvent,
): { status: TerminalStatus } & Pick<
  MessageMetadata,
  'statusReason' | 'errorMessage' | 'retryable'
> {
  switch (event.type) {
    case 'generation-completed': {
      const isPartial = event.finishReason !== 'stop' && event.finishReason !== 'tool-calls'
      return isPartial
        ? { status: 'partial', statusReason: event.finishReason }
        : { status: 'complete' }
    }
    case 'error':
      return {
        status: 'error',
        statusReason: event.code,
        errorMessage: event.message,
        retryable: event.retryable,
      }
    case 'agent-stopped':
      return event.reason === 'user'
        ? { status: 'stopped' }
        : { status: 'interrupted', statusReason: event.reason }
  }
}

function endFrame(event: TerminalEvent): string {
  switch (event.type) {
    case 'generation-completed': {
      return sseFrame({ type: 'finish', finishReason: sdkReason(event.finishReason) })
    }
    case 'error':
      return sseFrame({ type: 'error', errorText: event.message })
    case 'agent-stopped':
      return sseFrame({ type: 'abort', reason: event.reason })
  }
}

function sdkReason(reason: FinishReason): string {
  if (reason === 'approval') return 'tool-calls'
  return reason === 'cut-off' || reason === 'step-limit' || reason === 'paused' ? 'other' : reason
}

function metadataFrame(value: MessageMetadata): string {
  return sseFrame({ type: 'message-metadata', messageMetadata: value })
}
