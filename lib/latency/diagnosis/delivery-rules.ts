import type { Rule } from './rule.ts'
import { median, presentValues, shareOfTurns, shareOfWait, stageMs } from './summary.ts'

const noticeableMs = 20
const longTransitMs = 300
/** A shorter rest of an answer is over while its first text is still on a long way. */
const tellingRestMs = 700
const slowPaintMs = 200

/** The first text waits here until enough characters are together. */
export const bufferedDeltas: Rule = ({ agent, answered, ttfbMs }) => {
  const { bufferChars } = agent.streaming
  const heldMs = median(answered.map(stageMs('flush')))
  if (bufferChars <= 1 || heldMs < noticeableMs) return null
  return {
    ...{ rule: 'buffered-deltas', stage: 'flush', costMs: heldMs },
    share: shareOfWait(answered, stageMs('flush')),
    values: { bufferChars, heldMs, turns: answered.length },
    fixes: [
      {
        ...{ kind: 'no-buffer', values: {} },
        patch: { streaming: { bufferChars: 1 } },
        expectedTtfbMs: ttfbMs - heldMs,
      },
    ],
  }
}

/** A pause is set after each piece of text. */
export const delayedDeltas: Rule = ({ agent, answered, ttfbMs }) => {
  const { deltaDelayMs } = agent.streaming
  if (deltaDelayMs === 0) return null
  const streamMs = median(answered.map((turn) => turn.totalMs - turn.ttfbMs))
  return {
    ...{ rule: 'delayed-deltas', stage: null, share: 0, costMs: deltaDelayMs },
    values: { delayMs: deltaDelayMs, streamMs, turns: answered.length },
    fixes: [
      {
        ...{ kind: 'no-delay', values: {} },
        patch: { streaming: { deltaDelayMs: 0 } },
        expectedTtfbMs: ttfbMs,
      },
    ],
  }
}

/**
 * Something between server and browser holds answers back until they are whole. A page that is too
 * busy to paint was as late to read what had arrived: so much of the way was no way. Without a paint
 * the page was hidden, or busier still: it tells nothing of the way.
 */
export const bufferingProxy: Rule = ({ answered, ttfbMs }) => {
  const measured = answered.filter(
    ({ transitMs, paintMs }) => transitMs !== null && paintMs !== null,
  )
  const transitMs = median(presentValues(measured, (turn) => turn.transitMs))
  const held = shareOfTurns(measured, (turn) => {
    const restMs = turn.totalMs - (turn.ttfbMs ?? 0)
    const wayMs = (turn.transitMs ?? 0) - (turn.paintMs ?? 0)
    return wayMs > 0.7 * restMs && restMs > tellingRestMs
  })
  if (measured.length < 3 || transitMs < longTransitMs || held < 0.6) return null
  return {
    ...{ rule: 'buffering-proxy', stage: null, costMs: transitMs },
    share: transitMs / (ttfbMs + transitMs),
    values: { transitMs, turns: measured.length },
    fixes: [{ kind: 'proxy-settings', values: {}, patch: null, expectedTtfbMs: ttfbMs }],
  }
}

/** The text is there, and the browser takes long to show it. */
export const slowPaint: Rule = ({ answered, ttfbMs }) => {
  const measured = presentValues(answered, (turn) => turn.paintMs)
  const paintMs = median(measured)
  if (measured.length < 3 || paintMs < slowPaintMs) return null
  return {
    ...{ rule: 'slow-paint', stage: 'paint', costMs: paintMs },
    share: paintMs / (ttfbMs + paintMs),
    values: { paintMs, turns: measured.length },
    fixes: [{ kind: 'check-browser', values: {}, patch: null, expectedTtfbMs: ttfbMs }],
  }
}
