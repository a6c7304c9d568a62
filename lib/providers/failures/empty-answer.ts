import type { FinishReason } from '#lib/contracts/agent-event.ts'
import type { ModelFailure } from '../model-port.ts'

/**
 * An answer that ended without any text. Undefined where its finish reason says why: the reader is
 * told of a limit or a filter.
 */
export function emptyAnswer(reason: FinishReason, hasReasoning: boolean): ModelFailure | undefined {
  if (reason === 'length' || reason === 'content-filter' || reason === 'paused') return undefined
  const what = hasReasoning
    ? 'The model thought, but ended without an answer.'
    : 'The model ended without an answer.'
  return { code: 'empty-answer', message: `${what} Try again.`, retryable: true }
}

/** The model called tools in its text although it has none. */
export function writtenCallFailure(calls: { name: string }[]): ModelFailure {
  const names = [...new Set(calls.map(({ name }) => `“${name}”`))].slice(0, 3).join(', ')
  return {
    code: 'empty-answer',
    message: `The model wanted to call ${names} and wrote no answer, but this agent has no such tool. Try again.`,
    retryable: true,
  }
}
