import type { StreamModel } from '../model-port.ts'
import { overtaken } from './attempt-log.ts'
import { watchBeginning } from './watch-stream.ts'

const longestMemory = 200
/** With fewer figures the 95th percentile is not meaningful. */
const fewestFigures = 40

/** Times to first text of each model's latest requests in this process, milliseconds. */
export interface FirstTokenTimes {
  /** Wraps a model to measure it. A failed or overtaken request counts as `Infinity`. */
  time(streamModel: StreamModel, modelId: string): StreamModel
  /**
   * Figures in ascending order, `Infinity` for requests without text; null while there are too few.
   */
  of(modelId: string): number[] | null
}

export function createFirstTokenTimes(): FirstTokenTimes {
  const times = new Map<string, number[]>()
  const note = (modelId: string, ms: number) => {
    const samples = times.get(modelId) ?? []
    times.set(modelId, samples)
    samples.push(ms)
    if (samples.length > longestMemory) samples.shift()
  }
  return {
    time: (streamModel, modelId) =>
      watchBeginning(streamModel, (signal) => {
        const startedAt = performance.now()
        return {
          saw({ type }) {
            if (type === 'connected' || type === 'reasoning-delta' || type === 'tool-input')
              return false
            const isText = type === 'text-delta' || type === 'tool-call'
            if (isText) note(modelId, performance.now() - startedAt)
            else if (type === 'error') note(modelId, Number.POSITIVE_INFINITY)
            return true
          },
          left() {
            if (signal.reason === overtaken) note(modelId, Number.POSITIVE_INFINITY)
          },
        }
      }),
    of(modelId) {
      const samples = times.get(modelId) ?? []
      return samples.length < fewestFigures ? null : [...samples].sort((a, b) => a - b)
    },
  }
}

/** Nearest-rank percentile of figures in ascending order; `share` is from 0 to 1. */
export function rankOf(sorted: number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY
}

const cliff = 3

/**
 * Delay before a hedge that hedges about one request in twenty. If about that share of requests
 * forms a separate slow group, the 95th percentile may fall on either side of the gap; the delay is
 * then slightly above the 90th percentile.
 */
export function hedgeDelayOf(sorted: number[]): number {
  const [p90, p95] = [rankOf(sorted, 0.9), rankOf(sorted, 0.95)]
  return isCliff(p95, p90) ? 1.5 * p90 : p95
}

/** Whether a high percentile exceeds a lower one so far that the figures form two groups. */
export function isCliff(high: number, low: number): boolean {
  return high > cliff * low
}
