import { isRecord } from '#lib/contracts/is-record.ts'
import type { EventRepair } from '../network/repaired-events.ts'

type Fields = Record<string, unknown>

/**
 * Repairs the events of OpenAI's Responses API for the SDK, including those of compatible servers:
 * the SDK fails the whole answer at the first known event that lacks a field. Events without text,
 * reasoning, calls or sources are dropped. The output items are collected, because they are sent
 * back unchanged with the tool results.
 */
export function createResponsesRepair(): EventRepair & { items(): Fields[] } {
  const items: Fields[] = []
  let hasText = false

  /** Text of an output item that had no deltas. */
  const missedText = (text: string, outputIndex: number): Fields[] => {
    if (hasText || text === '') return []
    hasText = true
    return [textDelta({ delta: text, output_index: outputIndex })]
  }
  const repairItem = (event: Fields): Fields[] => {
    const isDone = event.type === 'response.output_item.done'
    const outputIndex = numberOr(event.output_index, 0)
    if (!isRecord(event.item)) return []
    const item = asSdkItem(event.item, outputIndex, isDone)
    if (isDone && isCarried(event.item)) items.push(event.item)
    const isMessage = isDone && event.item.type === 'message'
    const missed = isMessage ? missedText(textOfItem(event.item), outputIndex) : []
    return item ? [...missed, { ...event, output_index: outputIndex, item }] : missed
  }
  const repairEnd = (event: Fields): Fields[] => {
    const response = isRecord(event.response) ? event.response : {}
    const output = Array.isArray(response.output) ? response.output.filter(isRecord) : []
    const text = output.map(textOfItem).join('')
    if (items.length === 0) items.push(...output.filter(isCarried))
    const details = response.incomplete_details
    const reason = isRecord(details) ? details.reason : undefined
    const usage = asUsage(response.usage)
    return [
      ...missedText(text, 0),
      {
        type: event.type,
        response: {
          ...(typeof reason === 'string' && { incomplete_details: { reason } }),
          ...(usage && { usage }),
        },
      },
    ]
  }

  return {
    isPlain: (data) => data.startsWith('{"type":"response.output_text.delta"'),
    onPlain() {
      hasText = true
    },
    repair(event) {
      const plain = typeof event.type === 'string' ? repairs.get(event.type) : undefined
      if (plain) return plain(event)
      switch (event.type) {
        case 'response.output_text.delta':
        case 'response.refusal.delta':
          hasText ||= stringOr(event.delta, '') !== ''
          return [textDelta(event)]
        case 'response.output_text.done':
          return missedText(stringOr(event.text, ''), numberOr(event.output_index, 0))
        case 'response.output_item.added':
        case 'response.output_item.done':
          return repairItem(event)
        case 'response.completed':
        case 'response.done':
          return repairEnd({ ...event, type: 'response.completed' })
        case 'response.incomplete':
          return repairEnd(event)
        default:
          // An event without a type belongs to another API, and the SDK reports that.
          if (typeof event.type === 'string') return []
          return isRecord(event.error) ? [failedEvent(event.error)] : [event]
      }
    },
    end: () => [],
    items: () => items,
  }
}

function textOfItem({ content }: Fields): string {
  return Array.isArray(content)
    ? content
        .filter(isRecord)
        .map(({ text, refusal }) => stringOr(text, stringOr(refusal, '')))
        .join('')
    : ''
}

/** Whether an item must be sent back: calls, and reasoning in a form that a request accepts. */
function isCarried({ type, encrypted_content: sealed, content }: Fields): boolean {
  if (type === 'function_call' || type === 'message') return true
  const hasContent = Array.isArray(content) && content.length > 0
  return type === 'reasoning' && (typeof sealed === 'string' || hasContent)
}

function asSdkItem(item: Fields, outputIndex: number, isDone: boolean): Fields | undefined {
  const { type } = item
  const id = stringOr(item.id, `${String(type)}_${outputIndex}`)
  switch (type) {
    case 'message':
      return { type, id }
    case 'reasoning':
      return {
        type,
        id,
        ...(typeof item.encrypted_content === 'string' && {
          encrypted_content: item.encrypted_content,
        }),
      }
    case 'function_call': {
      const { arguments: input } = item
      return {
        type,
        id,
        call_id: stringOr(item.call_id, id),
        name: stringOr(item.name, ''),
        arguments: isRecord(input) ? JSON.stringify(input) : stringOr(input, ''),
        ...(isDone && { status: 'completed' }),
      }
    }
    case 'web_search_call': {
      const sources = isRecord(item.action) ? item.action.sources : undefined
      const urls = (Array.isArray(sources) ? sources : [])
        .filter(isRecord)
        .flatMap(({ url }) => (typeof url === 'string' ? [{ type: 'url', url }] : []))
      const action = urls.length > 0 ? { type: 'search', sources: urls } : null
      return { type, id, status: stringOr(item.status, 'completed'), ...(isDone && { action }) }
    }
    case 'image_generation_call':
      if (!isDone) return { type, id }
      return typeof item.result === 'string' ? { type, id, result: item.result } : undefined
    default:
      return undefined
  }
}

function createdEvent(event: Fields): Fields {
  const { id, created_at: at, model } = isRecord(event.response) ? event.response : {}
  const response = {
    id: stringOr(id, 'response'),
    created_at: numberOr(at, 0),
    model: stringOr(model, ''),
  }
  return { type: event.type, response }
}

/** Parts of one item are distinguished by index, because not every event names its item. */
function reasoningDelta(event: Fields): Fields {
  const outputIndex = numberOr(event.output_index, 0)
  return {
    type: 'response.reasoning_summary_text.delta',
    item_id: `reasoning_${outputIndex}`,
    output_index: outputIndex,
    summary_index: numberOr(event.summary_index ?? event.content_index, 0),
    delta: deltaOf(event.delta),
  }
}

function argumentsDelta(event: Fields): Fields {
  return {
    type: event.type,
    item_id: stringOr(event.item_id, 'call'),
    output_index: numberOr(event.output_index, 0),
    delta: stringOr(event.delta, ''),
  }
}

function textDelta(event: Fields): Fields {
  const outputIndex = numberOr(event.output_index, 0)
  return {
    type: 'response.output_text.delta',
    item_id: stringOr(event.item_id, `message_${outputIndex}`),
    output_index: outputIndex,
    delta: deltaOf(event.delta),
  }
}

function repairAnnotation(annotation: unknown): Fields[] {
  if (!isRecord(annotation)) return []
  const inner = isRecord(annotation.url_citation) ? annotation.url_citation : annotation
  if (typeof inner.url !== 'string') return []
  return [
    {
      type: 'response.output_text.annotation.added',
      annotation: {
        type: 'url_citation',
        start_index: numberOr(inner.start_index, 0),
        end_index: numberOr(inner.end_index, 0),
        url: inner.url,
        title: stringOr(inner.title, ''),
      },
    },
  ]
}

function failedEvent(error: unknown): Fields {
  const { type, code, message, param } = isRecord(error) ? error : { message: error }
  const words = stringOr(message, isRecord(error) ? JSON.stringify(error) : 'no details')
  return {
    type: 'error',
    sequence_number: 0,
    error: {
      type: stringOr(type, 'server_error'),
      code: code === undefined || code === null ? null : String(code),
      message: words,
      param: typeof param === 'string' ? param : null,
    },
  }
}

function asUsage(usage: unknown): Fields | undefined {
  if (!isRecord(usage)) return undefined
  const input = usage.input_tokens ?? usage.prompt_tokens
  const output = usage.output_tokens ?? usage.completion_tokens
  if (typeof input !== 'number' || typeof output !== 'number') return undefined
  const { input_tokens_details: inputs, output_tokens_details: outputs } = usage
  const cached = isRecord(inputs) ? inputs.cached_tokens : undefined
  const reasoning = isRecord(outputs) ? outputs.reasoning_tokens : undefined
  return {
    input_tokens: input,
    output_tokens: output,
    ...(typeof cached === 'number' && { input_tokens_details: { cached_tokens: cached } }),
    ...(typeof reasoning === 'number' && {
      output_tokens_details: { reasoning_tokens: reasoning },
    }),
  }
}

function deltaOf(delta: unknown): string {
  return isRecord(delta) ? stringOr(delta.text, '') : stringOr(delta, '')
}

function stringOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** Repairs that do not depend on earlier events. */
const repairs = new Map<string, (event: Fields) => Fields[]>([
  ['response.created', (event) => [createdEvent(event)]],
  ['response.reasoning_text.delta', (event) => [reasoningDelta(event)]],
  ['response.reasoning.delta', (event) => [reasoningDelta(event)]],
  ['response.reasoning_summary_text.delta', (event) => [reasoningDelta(event)]],
  ['response.reasoning_summary.delta', (event) => [reasoningDelta(event)]],
  ['response.function_call_arguments.delta', (event) => [argumentsDelta(event)]],
  ['response.output_text.annotation.added', (event) => repairAnnotation(event.annotation)],
  [
    'response.failed',
    ({ response, error }) => [failedEvent(isRecord(response) ? response.error : error)],
  ],
  ['error', (event) => [failedEvent(event.error ?? event)]],
])
