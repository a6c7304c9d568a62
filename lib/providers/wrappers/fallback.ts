import type { ModelEvent, ModelFailure, StreamModel } from '../model-port.ts'

/** Failures by the turn's own limits, which another model cannot avoid. */
const finalCodes = ['deadline-total', 'output-cap']

/**
 * Asks another model when the first fails before its first text; later failures are final. One
 * wrapper serves one turn: later steps use the model that took over.
 */
export function withFallback(first: StreamModel, fallback: StreamModel): StreamModel {
  let isSwitched = false
  let hasText = false
  return async function* (request, signal) {
    if (isSwitched) return yield* fallback(request, signal)
    let failure: ModelFailure | undefined
    for await (const event of first(request, signal)) {
      if (event.type === 'error' && !hasText && !finalCodes.includes(event.failure.code)) {
        failure = event.failure
        break
      }
      if (event.type === 'text-delta') hasText = true
      yield event
    }
    if (!failure || signal.aborted) return
    isSwitched = true
    yield* withCause(fallback(request, signal), failure)
  }
}

/** When both models fail, the error states both reasons. */
async function* withCause(
  events: AsyncIterable<ModelEvent>,
  cause: ModelFailure,
): AsyncGenerator<ModelEvent> {
  for await (const event of events) {
    if (event.type !== 'error') yield event
    else {
      const message = `${cause.message} The fallback model failed too: ${event.failure.message}`
      yield { type: 'error', failure: { ...event.failure, message } }
    }
  }
}
