import type { JsonObject } from '../chat-request.ts'
import type { FaultResponse } from './fault-response.ts'

/** The result that a good client reports for a fault. */
export interface FaultExpectation {
  /** `partial`: the text remains and is marked as cut off. `error`: the text so far remains. */
  outcome: 'complete' | 'partial' | 'error'
  /**
   * The exact text of the answer. Undefined means no text, except for endless answers
   * (`deadline-total`, `output-cap`), where any text may have arrived.
   */
  text?: string
  reasoning?: string
  /** Calls in order; `input` is undefined when the arguments are unreadable. */
  toolCalls?: { name: string; input: unknown }[]
  /** Why the answer is partial. */
  reason?: 'length' | 'content-filter' | 'cut-off'
  /** Code of the error. */
  code?: string
  /** Part of the provider's message that the error must repeat. */
  message?: string
  usage?: { inputTokens: number; outputTokens: number }
  /** The embeddings equal those of the plain model, in the order of the input. */
  embeddings?: true
}

/** A recorded behaviour of OpenAI-compatible providers. */
export interface Fault {
  /** The model `fault:NAME` shows this behaviour. */
  name: string
  group: FaultGroup
  description: string
  expected: FaultExpectation
  /** Writes the whole response. Rejects with the response's signal when the client disconnects. */
  respond(response: FaultResponse): Promise<void>
}

export type FaultGroup =
  | 'framing'
  | 'ending'
  | 'shape'
  | 'reasoning'
  | 'tools'
  | 'errors'
  | 'network'
  | 'dialects'
  | 'embeddings'

/** Defines a fault that is an event stream with status 200 and a proper end. */
export function streamFault(
  fault: Omit<Fault, 'respond'> & { parts: readonly (string | Uint8Array)[]; type?: string | null },
): Fault {
  const { parts, type, ...rest } = fault
  return {
    ...rest,
    async respond(response) {
      response.open(type === null ? {} : { 'content-type': type ?? 'text/event-stream' })
      for (const part of parts) await response.write(part)
      response.end()
    },
  }
}

/** Text of most faults, with UTF-8 characters of two, three and four bytes. */
export const greeting = 'Grüße aus 北京 😀, all is well.'
export const greetingPieces = ['Grüße ', 'aus 北', '京 😀,', ' all is', ' well.']

export function chunk(choice: JsonObject | null, more: JsonObject = {}): string {
  return JSON.stringify({
    id: 'chatcmpl-fault',
    object: 'chat.completion.chunk',
    created: 1_763_000_000,
    model: 'fault',
    ...(choice && { choices: [{ index: 0, finish_reason: null, ...choice }] }),
    ...more,
  })
}

/** Formats one event. */
export function data(json: string): string {
  return `data: ${json}\n\n`
}

export const delta = (value: unknown, more?: JsonObject) => data(chunk({ delta: value }, more))
export const content = (text: unknown) => delta({ content: text })
export const finish = (reason = 'stop') => data(chunk({ delta: {}, finish_reason: reason }))
export const done = data('[DONE]')

/** A well-formed stream. */
export const plainStream = [...greetingPieces.map(content), finish(), done]
export const complete = { outcome: 'complete', text: greeting } as const
