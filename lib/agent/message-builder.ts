import type { AgentEvent } from '#lib/contracts/agent-event.ts'
import type { LumosMessage } from '#lib/contracts/chat.ts'

type Parts = LumosMessage['parts']
type ToolPart = Extract<Parts[number], { type: 'dynamic-tool' }>

/** Folds a run's events into the parts of its message. */
export interface MessageBuilder {
  add(event: AgentEvent): void
  /** The parts so far; text in work is marked `done` at the end only. */
  parts(isFinal: boolean): Parts
  /** The answer's text without reasoning. */
  text(): string
  /** UTF-16 units of text and reasoning so far. */
  size(): number
}

/** @param prefix what the message holds already; new text goes on in its last part */
export function createMessageBuilder(prefix: Parts = []): MessageBuilder {
  const parts: Parts = prefix.map(reopened)
  const tools = new Map<string, ToolPart>()
  let size = parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0)

  const addText = (type: 'text' | 'reasoning', delta: string) => {
    size += delta.length
    const last = parts.at(-1)
    if (last?.type === type) last.text += delta
    else parts.push({ type, text: delta })
  }

  return {
    add(event) {
      switch (event.type) {
        case 'text-delta':
          addText('text', event.delta)
          break
        case 'reasoning-delta':
          addText('reasoning', event.delta)
          break
        case 'tool-call-started': {
          const { toolCallId, toolName, input } = event
          const part: ToolPart = {
            type: 'dynamic-tool',
            toolName,
            toolCallId,
            state: 'input-available',
            input,
          }
          tools.set(toolCallId, part)
          parts.push(part)
          break
        }
        case 'tool-call-completed':
          settle(tools, event.toolCallId, { state: 'output-available', output: event.output })
          break
        case 'tool-call-failed':
          settle(tools, event.toolCallId, { state: 'output-error', errorText: event.message })
          break
      }
    },
    parts(isFinal) {
      return parts.map((part) =>
        part.type === 'text' || part.type === 'reasoning'
          ? { ...part, text: part.text.toWellFormed(), ...(isFinal && { state: 'done' as const }) }
          : { ...part },
      )
    },
    text: () => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    size: () => size,
  }
}

function reopened(part: Parts[number]): Parts[number] {
  if (part.type !== 'text' && part.type !== 'reasoning') return { ...part }
  return { type: part.type, text: part.text }
}

/** The events that made these parts, as far as readers see them. */
export function eventsOf(parts: Parts): AgentEvent[] {
  return parts.flatMap((part): AgentEvent[] => {
    if (part.type === 'text') return [{ type: 'text-delta', delta: part.text }]
    if (part.type === 'reasoning') return [{ type: 'reasoning-delta', delta: part.text }]
    if (part.type !== 'dynamic-tool') return []
    const { toolCallId, toolName, input } = part
    const started: AgentEvent = { type: 'tool-call-started', toolCallId, toolName, input }
    if (part.state === 'output-available') {
      return [started, { type: 'tool-call-completed', toolCallId, output: part.output }]
    }
    if (part.state !== 'output-error') return [started]
    return [started, { type: 'tool-call-failed', toolCallId, message: part.errorText }]
  })
}

function settle(
  tools: Map<string, ToolPart>,
  toolCallId: string,
  result:
    | { state: 'output-available'; output: unknown }
    | { state: 'output-error'; errorText: string },
) {
  const part = tools.get(toolCallId)
  if (part) Object.assign(part, result)
}
