import type { AttemptStart, BrowserTiming, StageName } from '#lib/contracts/timing.ts'

/**
 * The turn that is waited for, outside of React's state: it changes at every frame. Moments are on
 * the clock of `performance.now()`.
 */
export interface LiveTurn {
  /** When Enter or the button was pressed; null when nothing is waited for. */
  sentAt: number | null
  stage: StageName | null
  /** The model that was asked last, when it is not the only one. */
  attempt: AttemptStart | null
  firstFrameAt: number | null
  /** From the server's receipt to its first frame, by the server's clock. */
  serverMs: number | null
  firstTextAt: number | null
  /** When the first answer text was on the screen, and the first reasoning text. */
  paintedAt: number | null
  thoughtPaintedAt: number | null
  /** `due`: the first text is rendered and its frame is awaited; `missed`: no one could see it. */
  paint: 'none' | 'due' | 'done' | 'missed'
  /** Called when `paint` is settled. */
  onPaint: (() => void) | null
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
  thoughtPaintedAt: null,
  paint: 'none',
  onPaint: null,
  isJoined: false,
}

export function createLiveTurn(): LiveTurn {
  return { ...nothing }
}

/**
 * The moment of the key press or click that is being handled, on the clock of `performance.now()`:
 * a busy page handles it late. Now, outside of an event handler.
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

/** Text that arrived longer ago was painted by an earlier visit to the chat, or not at all. */
const latestRenderMs = 1_000

/** Notes when the answer text that was just rendered is on the screen. */
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

/** Notes when the reasoning text that was just rendered is on the screen. */
export function noteThoughtPaint(turn: LiveTurn): void {
  const { sentAt, thoughtPaintedAt } = turn
  if (thoughtPaintedAt !== null) return
  afterPaint((paintedAt) => {
    if (turn.sentAt === sentAt) turn.thoughtPaintedAt ??= paintedAt
  })
}

/**
 * Calls back when what was just rendered is on the screen, with the moment; null when the page was
 * hidden meanwhile: browsers hold frames back until it is looked at again.
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
  // The second frame begins when the first one is on the screen.
  requestAnimationFrame(() => requestAnimationFrame(() => settle(performance.now())))
}

/** The wait so far, or the whole wait when it is over, milliseconds; null for another page's turn. */
export function waitedMs({ sentAt, paintedAt, isJoined }: LiveTurn): number | null {
  if (isJoined || sentAt === null || paintedAt === null) return null
  return Math.max(0, paintedAt - sentAt)
}

/**
 * What this page measured of its turn; nothing of a turn that another page began. `requestMs` is
 * half of what the round trip took beyond the server's own time, so that the clocks need not agree;
 * a page that was slow to read its first frame must not count as the way there, so it is never more
 * than `transitMs`.
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
