import type { StageName } from '#lib/contracts/timing.ts'
import { percentile } from '../percentile.ts'
import type { TurnSample } from './sample.ts'

export type AnsweredTurn = TurnSample & { ttfbMs: number }

export function isAnswered(turn: TurnSample): turn is AnsweredTurn {
  return turn.ttfbMs !== null
}

export function median(figures: number[]): number {
  return percentile(figures, 0.5) ?? 0
}

/** A pause of this process that people notice, milliseconds. */
export const longPauseMs = 100

/**
 * The model's own part, milliseconds. Some providers send their headers with the first text only:
 * then all of the connect stage is the model's. A long pause of this process is not.
 */
export function modelMs(turn: TurnSample): number {
  const model = stageMs('model')(turn)
  return withoutPause(turn, hasEarlyHeaders(turn) ? model : providerMs(turn))
}

/** All that another provider would do in its own time. */
export function providerMs(turn: TurnSample): number {
  return stageMs('connect')(turn) + stageMs('model')(turn)
}

export function connectMs(turn: TurnSample): number {
  return withoutPause(turn, stageMs('connect')(turn))
}

/** A long pause of this process lengthens the stages that it falls into, whosever they are. */
function withoutPause({ loopDelayMs }: TurnSample, ms: number): number {
  const pauseMs = loopDelayMs ?? 0
  return pauseMs < longPauseMs ? ms : Math.max(0, ms - pauseMs)
}

export function hasEarlyHeaders(turn: TurnSample): boolean {
  return stageMs('model')(turn) > 0.1 * stageMs('connect')(turn)
}

/** The measurements of the turns that have it. */
export function presentValues<T>(turns: TurnSample[], pick: (turn: TurnSample) => T | null): T[] {
  return turns.map(pick).filter((value) => value !== null)
}

export function stageMs(name: StageName): (turn: TurnSample) => number {
  return ({ stages }) => stages[name] ?? 0
}

/** Of all turns, 0 to 1. */
export function shareOfTurns(turns: TurnSample[], is: (turn: TurnSample) => boolean): number {
  return turns.length === 0 ? 0 : turns.filter(is).length / turns.length
}

/** The model that answered most of the turns: a routed agent has several. Empty without any turn. */
export function modelOf(turns: TurnSample[]): string {
  return mostFrequent(turns.map(({ model }) => model)) ?? ''
}

export function mostFrequent(values: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
