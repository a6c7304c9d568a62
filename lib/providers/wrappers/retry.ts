import { setTimeout as sleep } from 'node:timers/promises'
import type { ModelEvent, ModelFailure, StreamModel } from '../model-port.ts'

const mostAttempts = 3
/** A longer `Retry-After` is not waited for. */
const longestPauseMs = 5_000
const defaultPauseMs = 500
/** Pause between requests to a server that is loading its model. */
const loadingPauseMs = 1_000

/**
 * Retries when no output was sent and the failure is probably temporary: a rate limit or an
 * overload with a short `Retry-After`, a refused or broken connection, a server error (once), and a
 * server that is loading its model. An exhausted quota is never retried.
 * @param withinMs latest start of a retry, after the first attempt
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
      let isConnected = false
      for await (const event of streamModel(request, signal)) {
        const isEarly = !isConnected || isToolUse(event)
        if (event.type === 'error' && !hasResponse && isEarly) {
          pauseMs = pauseBefore(attempt + 1, event.failure)
          const isTooLate = performance.now() - startedAt + (pauseMs ?? 0) >= withinMs
          if (isTooLate) pauseMs = undefined
          if (pauseMs !== undefined) break
        }
        // After the first output the user may see text, so there is no retry.
        hasResponse ||= event.type !== 'connected'
        isConnected ||= event.type === 'connected'
        yield event.type === 'connected' && attempt > 1 ? { ...event, attempts: attempt } : event
      }
      if (pauseMs === undefined) return
      const wasAborted = await sleep(pauseMs, false, { signal }).catch(() => true)
      if (wasAborted) return
    }
  }
}

/** This failure arrives within the stream, in place of an answer. */
function isToolUse(event: ModelEvent): boolean {
  return event.type === 'error' && event.failure.code === 'tool-use-failed'
}

/** Undefined when another attempt would not help. */
function pauseBefore(attempt: number, failure: ModelFailure): number | undefined {
  const { code, status, retryable, retryAfterMs } = failure
  if (code === 'provider-loading') return retryAfterMs ?? loadingPauseMs
  if (!retryable || attempt > mostAttempts) return undefined
  if (code === 'tool-use-failed') return 0
  if (status === 429 || status === 503) {
    const pauseMs = retryAfterMs ?? defaultPauseMs
    return pauseMs <= longestPauseMs ? pauseMs : undefined
  }
  if (code === 'provider-error' && isPassing(status))
    return attempt === 2 ? Math.min(retryAfterMs ?? defaultPauseMs, longestPauseMs) : undefined
  // A kept-alive connection that the provider closed during the request, or a server that restarts.
  const isConnection = code === 'provider-reset' || code === 'provider-refused-connection'
  return isConnection && attempt === 2 ? 50 : undefined
}

/** Temporary statuses of a server or a proxy; 520 to 529 are used by Cloudflare and Anthropic. */
function isPassing(status: number | undefined): boolean {
  return status === 500 || status === 502 || (status !== undefined && status >= 520 && status < 530)
}
