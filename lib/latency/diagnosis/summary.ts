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

/** A pause of this process that makes itself felt. */
export const longPauseMs = 100

/**
 * The model's own part. Some providers send their headers with the first text only: then all of the
 * connect stage is the model's. What this process slept through is not.
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

/** What the turns tell of something that not all of them know. */
export function presentValues<T>(turns: TurnSample[], pick: (turn: TurnSample) => T | null): T[] {
  return turns.map(pick).filter((value) => value !== null)
}

export function stageMs(name: StageName): (turn: TurnSample) => number {
  return ({ stages }) => stages[name] ?? 0
}

/** A duration's part of the whole wait, over all turns; 0 to 1. */
export function shareOfWait(turns: AnsweredTurn[], msOf: (turn: AnsweredTurn) => number): number {
  const wait = turns.reduce((sum, { ttfbMs }) => sum + ttfbMs, 0)
  const part = turns.reduce((sum, turn) => sum + msOf(turn), 0)
  return wait > 0 ? Math.min(1, part / wait) : 0
}

/** Of all turns, 0 to 1. */
export function shareOfTurns(turns: TurnSample[], is: (turn: TurnSample) => boolean): number {
  return turns.length === 0 ? 0 : turns.filter(is).length / turns.length
}
