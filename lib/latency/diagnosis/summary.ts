import type { StageName } from '#lib/contracts/latency/timing.ts'
import { percentile } from '../percentile.ts'
import type { TurnSample } from './sample.ts'

export type AnsweredTurn = TurnSample & { ttfbMs: number }

export function isAnswered(turn: TurnSample): turn is AnsweredTurn {
  return turn.ttfbMs !== null
}

export function median(figures: number[]): number {
  return percentile(figures, 0.5) ?? 0
}

/** A pause of this process that users notice, milliseconds. */
export const longPauseMs = 100

/**
 * The model's part of the TTFB, milliseconds, without long pauses of this process. Some providers
 * send their headers only with the first text, so the connect stage counts as the model's for them.
 */
export function modelMs(turn: TurnSample): number {
  const model = stageMs('model')(turn)
  return withoutPause(turn, hasEarlyHeaders(turn) ? model : providerMs(turn))
}

/** The part of the TTFB that depends on the provider. */
export function providerMs(turn: TurnSample): number {
  return stageMs('connect')(turn) + stageMs('model')(turn)
}

export function connectMs(turn: TurnSample): number {
  return withoutPause(turn, stageMs('connect')(turn))
}

/** Subtracts a long pause of this process, which lengthens every stage that is active during it. */
function withoutPause({ loopDelayMs }: TurnSample, ms: number): number {
  const pauseMs = loopDelayMs ?? 0
  return pauseMs < longPauseMs ? ms : Math.max(0, ms - pauseMs)
}

export function hasEarlyHeaders(turn: TurnSample): boolean {
  return stageMs('model')(turn) > 0.1 * stageMs('connect')(turn)
}

/** The values of those turns that have one. */
export function presentValues<T>(turns: TurnSample[], pick: (turn: TurnSample) => T | null): T[] {
  return turns.map(pick).filter((value) => value !== null)
}

export function stageMs(name: StageName): (turn: TurnSample) => number {
  return ({ stages }) => stages[name] ?? 0
}

/** Share of all turns, 0 to 1. */
export function shareOfTurns(turns: TurnSample[], is: (turn: TurnSample) => boolean): number {
  return turns.length === 0 ? 0 : turns.filter(is).length / turns.length
}

/** The model that answered most turns, since routing uses several; empty without turns. */
export function modelOf(turns: TurnSample[]): string {
  return mostFrequent(turns.map(({ model }) => model)) ?? ''
}

export function mostFrequent(values: string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
