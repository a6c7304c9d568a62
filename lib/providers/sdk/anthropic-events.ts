import { isRecord } from '#lib/contracts/is-record.ts'
import type { EventRepair } from '../network/repaired-events.ts'

type Fields = Record<string, unknown>

const eventTypes = new Set([
  ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
  ...['message_delta', 'message_stop', 'error', 'ping'],
])

/**
 * Repairs the events of Anthropic's Messages API for the SDK, including those of compatible
 * servers: unknown events are dropped, and the last event is added if it is missing after a stop
 * reason.
 */
export function createAnthropicRepair(): EventRepair {
  let hasStopReason = false
  let isStopped = false
  let openBlocks = new Set<number>()

  return {
    isPlain: (data) => data.startsWith('{"type":"content_block_delta"'),
    onPlain: () => undefined,
    repair(event) {
      const { type } = event
      if (typeof type !== 'string')
        return isRecord(event.error) ? [errorEvent(event.error)] : [event]
      if (!eventTypes.has(type)) return []
      if (type === 'error') return [errorEvent(event.error)]
      const index = typeof event.index === 'number' ? event.index : 0
      if (type === 'content_block_start') openBlocks.add(index)
      if (type === 'content_block_stop') openBlocks.delete(index)
      if (type === 'message_stop') isStopped = true
      if (type !== 'message_delta') return [event]
      hasStopReason ||= isRecord(event.delta) && typeof event.delta.stop_reason === 'string'
      const usage = isRecord(event.usage) ? event.usage : {}
      const output = typeof usage.output_tokens === 'number' ? usage.output_tokens : 0
      return [{ ...event, usage: { ...usage, output_tokens: output } }]
    },
    end() {
      if (!hasStopReason || isStopped) return []
      const blocks = [...openBlocks].map((index): Fields => ({ type: 'content_block_stop', index }))
      openBlocks = new Set()
      return [...blocks, { type: 'message_stop' }]
    },
  }
}

function errorEvent(error: unknown): Fields {
  const { type, message } = isRecord(error) ? error : { type: undefined, message: error }
  return {
    type: 'error',
    error: {
      type: typeof type === 'string' ? type : 'api_error',
      message: typeof message === 'string' ? message : JSON.stringify(error ?? 'no details'),
    },
  }
}
