import type { AgentEvent } from '#lib/contracts/chat/agent-event.ts'
import { chunksOf } from './chunks-of-log.ts'

type Frame = { type: string; [field: string]: unknown }

/**
 * The events of the answer that a run's log holds, so that another instance can continue it. Events
 * that are only shown while the run goes on are left out.
 * @param log server-sent events, as `createEventEncoder` writes them
 */
export function eventsOfLog(log: string): AgentEvent[] {
  return chunksOf(log).flatMap((chunk) => eventOf(JSON.parse(chunk)) ?? [])
}

function eventOf(frame: Frame): AgentEvent | null {
  const { toolCallId, toolName, input, output, errorText, sourceId, url, title, mediaType } =
    frame as Record<string, string>
  switch (frame.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return { type: frame.type, delta: String(frame.delta) }
    case 'tool-input-available':
      return { type: 'tool-call-started', ...required({ toolCallId, toolName }), input }
    case 'tool-output-available':
      return { type: 'tool-call-completed', ...required({ toolCallId }), output }
    case 'tool-output-error':
      return { type: 'tool-call-failed', ...required({ toolCallId, message: errorText }) }
    case 'source-url': {
      const source = { ...required({ id: sourceId, url }), ...(title && { title }) }
      return { type: 'source-found', source }
    }
    case 'file':
      return { type: 'file-made', ...required({ mediaType, url }) }
    case 'finish-step': {
      const usage = { inputTokens: null, outputTokens: null }
      return { type: 'step-completed', finishReason: 'stop', usage }
    }
    default:
      return null
  }
}

/** Fields that the encoder always writes. */
function required<T extends Record<string, string | undefined>>(fields: T) {
  return fields as { [K in keyof T]: string }
}
