import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelFailure, StreamModel } from './model-port.ts'

const mostAttempts = 3
/** A provider that asks for a longer pause is not waited for. */
const longestPauseMs = 5_000
const defaultPauseMs = 500

/**
 * Tries again when nothing was said yet and the failure is likely to pass: a rate limit or an
 * overload with a short `Retry-After`, a refused or broken connection. Never on exhausted quota.
 */
export function withRetry(streamModel: StreamModel): StreamModel {
  return async function* (request, signal) {
    for (let attempt = 1; ; attempt += 1) {
      let pauseMs: number | undefined
      for await (const event of streamModel(request, signal)) {
        if (event.type === 'error' && attempt < mostAttempts) pauseMs = pauseBefore(event.failure)
        if (pauseMs !== undefined) break
        // From the response on, the user may see something: no second attempt.
        if (event.type !== 'error') attempt = mostAttempts
        yield event
      }
      if (pauseMs === undefined) return
      const wasAborted = await sleep(pauseMs, false, { signal }).catch(() => true)
      if (wasAborted) return
    }
  }
}

/** Undefined when another attempt would not help. */
function pauseBefore(failure: ModelFailure): number | undefined {
  const { code, status, retryable, retryAfterMs } = failure
  if (!retryable) return undefined
  if (status === 429 || status === 503) {
    const pauseMs = retryAfterMs ?? defaultPauseMs
    return pauseMs <= longestPauseMs ? pauseMs : undefined
  }
  return code === 'provider-reset' ? 50 : undefined
}
