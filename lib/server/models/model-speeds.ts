import type { ModelLatency } from '#lib/db/repositories/model-latency.ts'
import {
  createFirstTokenTimes,
  type FirstTokenTimes,
  hedgeDelayOf,
  isCliff,
  rankOf,
} from '#lib/providers/wrappers/first-token-times.ts'

/** The delay of a hedge whose first model has no measurements. */
const unmeasuredDelayMs = 3_000
/** The smallest number of turns or probe answers behind a stored percentile. */
const fewestSamples = 5
const freshMs = 60_000
const longestMs = 3_600_000

/** Measured times to the first token of models, for decisions within a turn. */
export interface ModelSpeeds {
  time: FirstTokenTimes['time']
  /** Milliseconds of silence before a hedge with the setting `p95`. */
  hedgeDelayMs(modelId: string): number
  /**
   * The 95th percentile in milliseconds; an hour if so many requests fail; null without
   * measurements.
   */
  p95Ms(modelId: string): number | null
  /** Waits for the first read of the stored figures; later reads run in parallel to the turns. */
  ready(): Promise<void>
  /** Makes the next decision read the figures again, after new measurements. */
  invalidate(): void
}

/**
 * Prefers this process's own latest requests, else the stored figures of turns and probes.
 * @param read reads the stored figures
 */
export function createModelSpeeds(
  read: () => Promise<ModelLatency[]>,
  onError: (error: unknown) => void,
): ModelSpeeds {
  const own = createFirstTokenTimes()
  let stored = new Map<string, ModelLatency>()
  let reading: Promise<void> | undefined
  let readAt = Number.NEGATIVE_INFINITY

  const load = async () => {
    readAt = performance.now()
    try {
      stored = new Map((await read()).map((row) => [row.model, row]))
    } catch (error) {
      // The decision is made without figures.
      onError(error)
    }
  }
  const storedOf = (modelId: string) => {
    const latency = stored.get(modelId)
    return latency && latency.samples >= fewestSamples ? latency : undefined
  }

  return {
    time: own.time,
    hedgeDelayMs(modelId) {
      const times = own.of(modelId)
      const latency = storedOf(modelId)
      const delayMs = times ? hedgeDelayOf(times) : latency && storedDelayOf(latency)
      return delayMs !== undefined && Number.isFinite(delayMs) ? delayMs : unmeasuredDelayMs
    },
    p95Ms(modelId) {
      const times = own.of(modelId)
      if (times) return Math.min(longestMs, Math.round(rankOf(times, 0.95)))
      return storedOf(modelId)?.p95 ?? null
    },
    async ready() {
      if (!reading) reading = load()
      else if (performance.now() - readAt > freshMs) void load()
      await reading
    },
    invalidate() {
      reading = undefined
    },
  }
}

function storedDelayOf({ p50, p95 }: ModelLatency): number {
  return isCliff(p95, p50) ? 2 * p50 : p95
}
