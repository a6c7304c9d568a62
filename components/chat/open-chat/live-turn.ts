import type { AttemptStart, BrowserTiming, Stage, StageName } from '#lib/contracts/timing.ts'

/** The turn that is waited for, outside of React's state: it changes at every frame. */
export interface LiveTurn {
  /** `performance.now()` of the send; null when nothing is waited for. */
  sentAt: number | null
  stage: StageName | null
  /** The model that was asked last, when it is not the only one. */
  attempt: AttemptStart | null
  firstFrameAt: number | null
  /** From the server's receipt to its first frame, by the server's clock. */
  serverMs: number | null
  firstTextAt: number | null
  /** When the first text was on the screen. */
  paintedAt: number | null
  /** The turn was begun by another page: when it was sent is not known here. */
  isJoined: boolean
}

const nothing: LiveTurn = {
  sentAt: null,
  stage: null,
  attempt: null,
  firstFrameAt: null,
  serverMs: null,
  firstTextAt: null,
  paintedAt: null,
  isJoined: false,
}

export function createLiveTurn(): LiveTurn {
  return { ...nothing }
}

export function beginTurn(turn: LiveTurn, isJoined: boolean): void {
  Object.assign(turn, nothing, { sentAt: performance.now(), stage: 'request', isJoined })
}

/** Text that arrived longer ago was painted by an earlier visit to the chat, or not at all. */
const latestPaintMs = 1_000

/** Notes when the text that was just rendered is on the screen. */
export function notePaint(turn: LiveTurn): void {
  const { firstTextAt, paintedAt } = turn
  if (firstTextAt === null || paintedAt !== null) return
  if (performance.now() - firstTextAt > latestPaintMs) return
  // The second frame begins when the first one is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      turn.paintedAt ??= performance.now()
    }),
  )
}

/**
 * What this page measured of its turn. `requestMs` is half of what the round trip took beyond the
 * server's own time, so that the clocks need not agree; a page that was slow to read its first
 * frame must not count as the way there, so it is never more than `transitMs`.
 */
export function measureTurn(turn: LiveTurn, ttfbMs: number): BrowserTiming {
  const { firstTextAt, paintedAt } = turn
  if (firstTextAt === null) return {}
  return {
    ...measureWay(turn, firstTextAt, ttfbMs),
    ...(paintedAt !== null && { paintMs: Math.max(0, paintedAt - firstTextAt) }),
  }
}

function measureWay(turn: LiveTurn, firstTextAt: number, ttfbMs: number): BrowserTiming {
  const { sentAt, firstFrameAt, serverMs, isJoined } = turn
  if (isJoined || sentAt === null || firstFrameAt === null || serverMs === null) return {}
  const transitMs = Math.max(0, firstTextAt - sentAt - ttfbMs)
  const requestMs = Math.max(0, (firstFrameAt - sentAt - serverMs) / 2)
  return { requestMs: Math.min(requestMs, transitMs), transitMs }
}

/** The browser's own stages, on the server's time axis. */
export function browserStages({ requestMs, paintMs }: BrowserTiming, ttfbMs: number): Stage[] {
  const stages: Stage[] = []
  if (requestMs !== undefined) stages.push({ name: 'request', startMs: -requestMs, endMs: 0 })
  if (paintMs !== undefined)
    stages.push({ name: 'paint', startMs: ttfbMs, endMs: ttfbMs + paintMs })
  return stages
}
