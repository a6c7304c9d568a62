import type { AttemptStart, BrowserTiming, StageName } from '#lib/contracts/latency/timing.ts'

/**
 * The turn in progress, outside of React's state because it changes at every frame. Moments are on
 * the clock of `performance.now()`.
 */
export interface LiveTurn {
  /** When Enter or the button was pressed; null when no turn is pending. */
  sentAt: number | null
  stage: StageName | null
  /** The model asked last, if more than one was asked. */
  attempt: AttemptStart | null
  firstFrameAt: number | null
  /** From the server's receipt to its first frame, by the server's clock, milliseconds. */
  serverMs: number | null
  firstTextAt: number | null
  /** When the first answer text, and the first reasoning text, was painted. */
  paintedAt: number | null
  thoughtPaintedAt: number | null
  /** `due`: the first text is rendered and its frame is pending; `missed`: the page was hidden. */
  paint: 'none' | 'due' | 'done' | 'missed'
  /** Called when `paint` is settled. */
  onPaint: (() => void) | null
  /** The turn was started by another page, so this page does not have its send time. */
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
  thoughtPaintedAt: null,
  paint: 'none',
  onPaint: null,
  isJoined: false,
}

export function createLiveTurn(): LiveTurn {
  return { ...nothing }
}

/**
 * The moment of the key press or click being handled, on the clock of `performance.now()`. A busy
 * page handles the event late. Outside of an event handler: the current moment.
 */
export function pressedAt(): number {
  const now = performance.now()
  const { event } = globalThis as { event?: Event }
  const isPress = event instanceof UIEvent || event instanceof SubmitEvent
  return isPress && event.timeStamp > 0 ? Math.min(event.timeStamp, now) : now
}

/** @param sentAt when Enter was pressed, on the clock of `performance.now()` */
export function beginTurn(turn: LiveTurn, isJoined: boolean, sentAt = performance.now()): void {
  Object.assign(turn, nothing, { sentAt, stage: 'request', isJoined })
}

/**
 * Longest time from the arrival of text to its rendering, milliseconds. Older text was painted by
 * an earlier visit to the chat, or never, so its paint is not measured.
 */
const latestRenderMs = 1_000

/** Records when the answer text that was just rendered is painted. */
export function notePaint(turn: LiveTurn): void {
  const { firstTextAt, paint } = turn
  if (firstTextAt === null || paint !== 'none') return
  const settle = (paintedAt: number | null) => {
    if (turn.firstTextAt !== firstTextAt) return
    turn.paintedAt = paintedAt
    turn.paint = paintedAt === null ? 'missed' : 'done'
    turn.onPaint?.()
  }
  turn.paint = 'due'
  if (performance.now() - firstTextAt > latestRenderMs) settle(null)
  else afterPaint(settle)
}

/** Records when the reasoning text that was just rendered is painted. */
export function noteThoughtPaint(turn: LiveTurn): void {
  const { sentAt, thoughtPaintedAt } = turn
  if (thoughtPaintedAt !== null) return
  afterPaint((paintedAt) => {
    if (turn.sentAt === sentAt) turn.thoughtPaintedAt ??= paintedAt
  })
}

/**
 * Calls back with the moment when what was just rendered is painted; with null when the page was
 * hidden meanwhile, because browsers pause animation frames of hidden pages.
 */
function afterPaint(done: (paintedAt: number | null) => void): void {
  if (document.visibilityState === 'hidden') {
    done(null)
    return
  }
  let isSettled = false
  const settle = (paintedAt: number | null) => {
    if (isSettled) return
    isSettled = true
    document.removeEventListener('visibilitychange', onChange)
    done(paintedAt)
  }
  const onChange = () => settle(null)
  document.addEventListener('visibilitychange', onChange)
  // The second animation frame begins after the first one was painted.
  requestAnimationFrame(() => requestAnimationFrame(() => settle(performance.now())))
}

/** The whole wait, milliseconds; null before the first paint and for another page's turn. */
export function waitedMs({ sentAt, paintedAt, isJoined }: LiveTurn): number | null {
  if (isJoined || sentAt === null || paintedAt === null) return null
  return Math.max(0, paintedAt - sentAt)
}

/**
 * This page's measurements of its turn; empty for a turn that another page started. `requestMs` is
 * half of the round trip without the server's own time, so the two clocks need not agree. It is
 * limited to `transitMs`, so that a delayed read of the first frame does not count as network time.
 * @param endedAt when the answer's end arrived, on the clock of `performance.now()`
 */
export function measureTurn(turn: LiveTurn, ttfbMs: number, endedAt: number): BrowserTiming {
  const { sentAt, firstFrameAt, serverMs, firstTextAt, isJoined } = turn
  if (isJoined || sentAt === null || firstTextAt === null) return {}
  const waitMs = waitedMs(turn)
  const { paintedAt, thoughtPaintedAt } = turn
  const transitMs = Math.max(0, firstTextAt - sentAt - ttfbMs)
  return {
    ...(firstFrameAt !== null &&
      serverMs !== null && {
        requestMs: Math.min(Math.max(0, (firstFrameAt - sentAt - serverMs) / 2), transitMs),
        transitMs,
      }),
    ...(paintedAt !== null && { paintMs: Math.max(0, paintedAt - firstTextAt) }),
    ...(waitMs !== null && { waitMs }),
    ...(thoughtPaintedAt !== null && { reasoningMs: Math.max(0, thoughtPaintedAt - sentAt) }),
    totalMs: Math.max(0, endedAt - sentAt),
  }
}
