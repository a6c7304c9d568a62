import type { JsonObject } from '../chat-request.ts'
import type { FaultResponse } from './fault-response.ts'

/** What a good client makes of a fault. */
export interface FaultExpectation {
  /** `partial`: the text is kept and marked as cut off. `error`: the text so far is kept. */
  outcome: 'complete' | 'partial' | 'error'
  /**
   * The exact text of the answer; none when left out, but for endless answers (`deadline-total`,
   * `output-cap`), where any text may have come.
   */
  text?: string
  reasoning?: string
  /** Calls in order; `input` is undefined when the arguments cannot be read. */
  toolCalls?: { name: string; input: unknown }[]
  /** Why it is partial. */
  reason?: 'length' | 'content-filter' | 'cut-off'
  /** Code of the error. */
  code?: string
  /** Words of the provider that the error must repeat. */
  message?: string
  usage?: { inputTokens: number; outputTokens: number }
  /** Embeddings are those of the plain model, in the order of the input. */
  embeddings?: true
}

/** Something that OpenAI-compatible providers have been seen to do. */
export interface Fault {
  /** `fault:NAME` is the model that does it. */
  name: string
  group: FaultGroup
  description: string
  expected: FaultExpectation
  /** Writes the whole answer. Rejects with the response's signal when the client leaves. */
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

/** A fault that is an event stream with status 200, clean end included. */
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

/** The text that most faults send, with characters of two, three and four bytes. */
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

/** One event. */
export function data(json: string): string {
  return `data: ${json}\n\n`
}

export const delta = (value: unknown, more?: JsonObject) => data(chunk({ delta: value }, more))
export const content = (text: unknown) => delta({ content: text })
export const finish = (reason = 'stop') => data(chunk({ delta: {}, finish_reason: reason }))
export const done = data('[DONE]')

/** A well-formed answer. */
export const plainStream = [...greetingPieces.map(content), finish(), done]
export const complete = { outcome: 'complete', text: greeting } as const
