import type { TurnTiming } from '#lib/contracts/latency/timing.ts'
import { slopeOf } from '#lib/latency/diagnosis/trend.ts'

const longestMemory = 50

/** How fast models read prompts, by this process's latest turns. */
export interface ReadingSpeeds {
  /** Records a turn of one request. */
  note(timing: TurnTiming): void
  /**
   * The expected time to a model's first token with so many tokens to read, milliseconds.
   * @returns null without enough turns of different lengths
   */
  expectedMs(model: string, tokens: number): number | null
}

/** Tokens to read and milliseconds to the first token. */
type Reading = [tokens: number, ms: number]

export function createReadingSpeeds(): ReadingSpeeds {
  const readings = new Map<string, Reading[]>()
  return {
    note({ model, inputTokens, cachedTokens = 0, stages, ttfbMs }) {
      if (inputTokens === null || ttfbMs === null) return
      const ms = stages
        .filter(({ name }) => name === 'connect' || name === 'model')
        .reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
      const own = readings.get(model) ?? []
      readings.set(model, [...own.slice(1 - longestMemory), [inputTokens - cachedTokens, ms]])
    },
    expectedMs(model, tokens) {
      const own = readings.get(model) ?? []
      const msPerToken = slopeOf(own)
      if (msPerToken === null) return null
      const meanOf = (at: 0 | 1) => own.reduce((sum, one) => sum + one[at], 0) / own.length
      return Math.max(0, meanOf(1) + msPerToken * (tokens - meanOf(0)))
    },
  }
}
