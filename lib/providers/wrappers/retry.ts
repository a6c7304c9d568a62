import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelFailure, StreamModel } from '../model-port.ts'

const mostAttempts = 3
/** A provider that asks for a longer pause is not waited for. */
const longestPauseMs = 5_000
const defaultPauseMs = 500

/**
 * Tries again when nothing was said yet and the failure is likely to pass: a rate limit or an
 * overload with a short `Retry-After`, a refused or broken connection. Never on exhausted quota.
 * @param withinMs no attempt begins later than this after the first one
 */
export function withRetry(
  streamModel: StreamModel,
  withinMs: number = Number.POSITIVE_INFINITY,
): StreamModel {
  return async function* (request, signal) {
    const startedAt = performance.now()
    for (let attempt = 1; ; attempt += 1) {
      let pauseMs: number | undefined
      let hasResponse = false
      for await (const event of streamModel(request, signal)) {
        if (event.type === 'error' && !hasResponse) {
          pauseMs = pauseBefore(attempt + 1, event.failure)
          const isTooLate = performance.now() - startedAt + (pauseMs ?? 0) >= withinMs
          if (isTooLate) pauseMs = undefined
          if (pauseMs !== undefined) break
        }
        // From the response on, the user may see something: no second attempt.
        hasResponse = true
        yield event.type === 'connected' && attempt > 1 ? { ...event, attempts: attempt } : event
      }
      if (pauseMs === undefined) return
      const wasAborted = await sleep(pauseMs, false, { signal }).catch(() => true)
      if (wasAborted) return
    }
  }
}

/** Undefined when this attempt would not help. */
function pauseBefore(attempt: number, failure: ModelFailure): number | undefined {
  const { code, status, retryable, retryAfterMs } = failure
  if (!retryable || attempt > mostAttempts) return undefined
  if (status === 429 || status === 503) {
    const pauseMs = retryAfterMs ?? defaultPauseMs
    return pauseMs <= longestPauseMs ? pauseMs : undefined
  }
  // A kept-alive connection that the provider closed as we used it, or a server that starts anew.
  const isConnection = code === 'provider-reset' || code === 'provider-refused-connection'
  return isConnection && attempt === 2 ? 50 : undefined
}
