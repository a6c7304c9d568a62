import type { AgentEvent, AnswerSource } from '#lib/contracts/chat/agent-event.ts'
import type { LumosMessage } from '#lib/contracts/chat/chat.ts'
import { beginToolPart, changeOfToolPart, eventsOfToolPart } from './tool-parts.ts'

type Parts = LumosMessage['parts']

/** Folds a run's events into the parts of its message. */
export interface MessageBuilder {
  add(event: AgentEvent): void
  /** The parts so far; text is marked `done` only if `isFinal` is set. */
  parts(isFinal: boolean): Parts
  /** The answer's text without reasoning. */
  text(): string
  /** UTF-16 units of text and reasoning so far. */
  size(): number
}

/** @param prefix the parts that the message already has; new text continues its last part */
export function createMessageBuilder(prefix: Parts = []): MessageBuilder {
  const parts: Parts = prefix.filter((part) => part.type !== 'source-url').map(reopened)
  const sources: Parts = prefix.filter((part) => part.type === 'source-url')
  /** Index of the first part of the model's current step. */
  let stepStart = parts.length
  const tools = new Map(
    parts.flatMap((part) => (part.type === 'dynamic-tool' ? [[part.toolCallId, part]] : [])),
  )
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
        case 'relabelled':
          parts.push(...relabelled(parts.splice(stepStart), event.as))
          break
        case 'source-found':
          addSource(sources, event.source)
          break
        case 'file-made':
          parts.push({ type: 'file', mediaType: event.mediaType, url: event.url })
          break
        case 'tool-call-started': {
          const part = beginToolPart(event)
          tools.set(event.toolCallId, part)
          parts.push(part)
          stepStart = parts.length
          break
        }
        case 'tool-approval-requested':
        case 'tool-approval-answered':
        case 'tool-call-denied':
        case 'tool-call-completed':
        case 'tool-call-failed':
          Object.assign(tools.get(event.toolCallId) ?? {}, changeOfToolPart(event))
          break
      }
    },
    parts(isFinal) {
      return [...parts, ...sources].map((part) =>
        part.type === 'text' || part.type === 'reasoning'
          ? { ...part, text: part.text.toWellFormed(), ...(isFinal && { state: 'done' as const }) }
          : { ...part },
      )
    },
    text: () => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
    size: () => size,
  }
}

/** Changes the kind of a step's parts. Text that becomes reasoning follows again as text. */
function relabelled(parts: Parts, as: 'text' | 'reasoning'): Parts {
  const others = parts.filter((part) => part.type !== 'text' && part.type !== 'reasoning')
  if (as === 'text') return others
  const text = parts.map((part) => ('text' in part ? part.text : '')).join('')
  return [...others, { type: 'reasoning', text: text.trim() }]
}

function addSource(sources: Parts, { id, url, title }: AnswerSource & { id: string }): void {
  const isKnown = sources.some((part) => part.type === 'source-url' && part.url === url)
  if (!isKnown) sources.push({ type: 'source-url', sourceId: id, url, ...(title && { title }) })
}

function reopened(part: Parts[number]): Parts[number] {
  if (part.type !== 'text' && part.type !== 'reasoning') return { ...part }
  return { type: part.type, text: part.text }
}

/** The events that would create these parts, for a reader. */
export function eventsOf(parts: Parts): AgentEvent[] {
  return parts.flatMap((part): AgentEvent[] => {
    if (part.type === 'text') return [{ type: 'text-delta', delta: part.text }]
    if (part.type === 'reasoning') return [{ type: 'reasoning-delta', delta: part.text }]
    if (part.type === 'source-url') {
      const { sourceId: id, url, title } = part
      return [{ type: 'source-found', source: { id, url, ...(title && { title }) } }]
    }
    if (part.type === 'file') {
      return [{ type: 'file-made', mediaType: part.mediaType, url: part.url }]
    }
    return part.type === 'dynamic-tool' ? eventsOfToolPart(part) : []
  })
}
