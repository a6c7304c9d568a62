import type { FinishReason } from '#lib/contracts/chat/agent-event.ts'
import type { ModelFailure } from '../model-port.ts'

/**
 * Failure of an answer without text. Undefined where the finish reason is a limit or a filter,
 * which the reader sees as such.
 */
export function emptyAnswer(reason: FinishReason, hasReasoning: boolean): ModelFailure | undefined {
  if (reason === 'length' || reason === 'content-filter' || reason === 'paused') return undefined
  const what = hasReasoning
    ? 'The model thought, but ended without an answer.'
    : 'The model ended without an answer.'
  return { code: 'empty-answer', message: `${what} Try again.`, retryable: true }
}

/** Failure of an answer that calls tools in its text although the request offered none. */
export function writtenCallFailure(calls: { name: string }[]): ModelFailure {
  const names = [...new Set(calls.map(({ name }) => `“${name}”`))].slice(0, 3).join(', ')
  return {
    code: 'empty-answer',
    message: `The model wanted to call ${names} and wrote no answer, but this agent has no such tool. Try again.`,
    retryable: true,
  }
}
