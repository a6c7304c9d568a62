import type { StreamModel } from '../model-port.ts'
import { overtaken } from './attempt-log.ts'
import { watchBeginning } from './watch-stream.ts'

const longestMemory = 200
/** With fewer figures nothing is said about the slowest twentieth. */
const fewestFigures = 40

/** How soon each model's latest requests of this process gave their first text, milliseconds. */
export interface FirstTokenTimes {
  /** The same model, timed. What failed, or was overtaken, counts as slower than all. */
  time(streamModel: StreamModel, modelId: string): StreamModel
  /** Figures in ascending order, `Infinity` for those without; null while they are few. */
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

/** The nearest-rank percentile of figures in ascending order; `share` from 0 to 1. */
export function rankOf(sorted: number[], share: number): number {
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.POSITIVE_INFINITY
}

const cliff = 3

/**
 * How long to wait before a hedge, so that about one request in twenty is hedged. Where about so
 * many requests are slow beyond all others, it is luck on which side of the cliff the 95th
 * percentile falls; then the wait ends a little above the 90th.
 */
export function hedgeDelayOf(sorted: number[]): number {
  const [p90, p95] = [rankOf(sorted, 0.9), rankOf(sorted, 0.95)]
  return isCliff(p95, p90) ? 1.5 * p90 : p95
}

/** Is a high percentile so far above a lower one that requests of two kinds were measured? */
export function isCliff(high: number, low: number): boolean {
  return high > cliff * low
}
