import type { ChatMessage } from './chat-request.ts'

/** An unfinished answer that the model is asked to continue. */
export interface ContinuedAnswer {
  /** The answer's text so far. */
  textSoFar: string
  /** The messages before the answer. */
  before: ChatMessage[]
}

const request = /continue it exactly where it stopped/i

/** Null when the newest message is another request. */
export function continuedAnswer(messages: ChatMessage[]): ContinuedAnswer | null {
  const [answer, asked] = messages.slice(-2)
  if (asked?.role !== 'user' || !request.test(asked.text) || answer?.role !== 'assistant')
    return null
  return { textSoFar: answer.text, before: messages.slice(0, -2) }
}
