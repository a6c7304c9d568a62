import type { Stage, StageName } from '#lib/contracts/timing.ts'

/** The turn that is waited for, outside of React's state: it changes at every frame. */
export interface LiveTurn {
  /** `performance.now()` of the send; null when nothing is waited for. */
  sentAt: number | null
  stage: StageName | null
  firstFrameAt: number | null
  firstTextAt: number | null
  /** When the first text was on the screen. */
  paintedAt: number | null
}

export function createLiveTurn(): LiveTurn {
  return { sentAt: null, stage: null, firstFrameAt: null, firstTextAt: null, paintedAt: null }
}

export function beginTurn(turn: LiveTurn): void {
  Object.assign(turn, {
    sentAt: performance.now(),
    stage: 'request',
    firstFrameAt: null,
    firstTextAt: null,
    paintedAt: null,
  })
}

/**
 * The browser's own stages, on the server's time axis. `request` is half of what the round trip
 * took beyond the server's own time, so that the clocks need not agree.
 * @param serverMs from the server's receipt to its first frame
 */
export function browserStages(turn: LiveTurn, serverMs: number, ttfbMs: number): Stage[] {
  const { sentAt, firstFrameAt, firstTextAt, paintedAt } = turn
  if (sentAt === null || firstFrameAt === null || firstTextAt === null) return []
  const requestMs = Math.max(0, (firstFrameAt - sentAt - serverMs) / 2)
  const paintMs = Math.max(0, (paintedAt ?? performance.now()) - firstTextAt)
  return [
    { name: 'request', startMs: -requestMs, endMs: 0 },
    { name: 'paint', startMs: ttfbMs, endMs: ttfbMs + paintMs },
  ]
}
