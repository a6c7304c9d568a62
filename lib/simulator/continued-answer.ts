import type { ChatMessage } from './chat-request.ts'

/** An answer that a model is asked to go on with. */
export interface ContinuedAnswer {
  /** What it said so far. */
  textSoFar: string
  /** The messages that it answers. */
  before: ChatMessage[]
}

const request = /continue it exactly where it stopped/i

/** Null when the newest message asks for something else. */
export function continuedAnswer(messages: ChatMessage[]): ContinuedAnswer | null {
  const [answer, asked] = messages.slice(-2)
  if (asked?.role !== 'user' || !request.test(asked.text) || answer?.role !== 'assistant')
    return null
  return { textSoFar: answer.text, before: messages.slice(0, -2) }
}
