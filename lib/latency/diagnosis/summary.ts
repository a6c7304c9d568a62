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

/**
 * The model's own part. Some providers send their headers with the first text only: then all of the
 * connect stage is the model's.
 */
export function modelMs(turn: TurnSample): number {
  const [connect, model] = [stageMs('connect')(turn), stageMs('model')(turn)]
  return hasEarlyHeaders(turn) ? model : connect + model
}

export function hasEarlyHeaders(turn: TurnSample): boolean {
  return stageMs('model')(turn) > 0.1 * stageMs('connect')(turn)
}

/** What the turns tell of something that not all of them know. */
export function known(turns: TurnSample[], pick: (turn: TurnSample) => number | null): number[] {
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
