import { isHeldBack } from '#lib/contracts/latency/held-back.ts'
import { ttfbFinding, waitFinding } from './finding.ts'
import type { Rule } from './rule.ts'
import { median, presentValues, shareOfTurns, stageMs } from './summary.ts'

const noticeableMs = 20
const longTransitMs = 300
const heldTurns = 0.6
const slowPaintMs = 200
const fewestTurns = 3

/** Coalescing buffers the first text until it has enough characters. */
export const bufferedDeltas: Rule = ({ agent, answered, ttfbMs }) => {
  const { bufferChars } = agent.streaming
  const heldMs = median(answered.map(stageMs('flush')))
  if (bufferChars <= 1 || heldMs < noticeableMs) return null
  return ttfbFinding('buffered-deltas', {
    stage: 'flush',
    baseMs: ttfbMs,
    costMs: heldMs,
    values: { bufferChars, heldMs, turns: answered.length },
    fixes: [
      {
        kind: 'no-buffer',
        values: {},
        patch: { streaming: { bufferChars: 1 } },
        expectedTtfbMs: ttfbMs - heldMs,
      },
    ],
  })
}

/** A delay is configured after each piece of text, which lengthens the answer but not the TTFB. */
export const delayedDeltas: Rule = ({ agent, answered, ttfbMs }) => {
  const { deltaDelayMs } = agent.streaming
  if (deltaDelayMs === 0) return null
  const streamMs = median(answered.map((turn) => turn.totalMs - turn.ttfbMs))
  return {
    rule: 'delayed-deltas',
    stage: null,
    basis: 'ttfb',
    baseMs: ttfbMs,
    share: 0,
    costMs: deltaDelayMs,
    values: { delayMs: deltaDelayMs, streamMs, turns: answered.length },
    fixes: [
      {
        kind: 'no-delay',
        values: {},
        patch: { streaming: { deltaDelayMs: 0 } },
        expectedTtfbMs: ttfbMs,
      },
    ],
  }
}

/**
 * A proxy between server and browser buffers whole answers. Turns without a wait are skipped: their
 * page was hidden or blocked.
 */
export const bufferingProxy: Rule = ({ answered, ttfbMs }) => {
  const measured = answered.filter(({ waitMs, transitMs }) => waitMs !== null && transitMs !== null)
  const transitMs = median(presentValues(measured, (turn) => turn.transitMs))
  const held = shareOfTurns(measured, ({ ttfbMs, totalMs, transitMs, paintMs }) =>
    Boolean(
      isHeldBack({
        ...{ ttfbMs: ttfbMs ?? 0, totalMs },
        ...{ transitMs: transitMs ?? 0, paintMs: paintMs ?? 0 },
      }),
    ),
  )
  if (measured.length < fewestTurns || transitMs < longTransitMs || held < heldTurns) return null
  const waitMs = median(presentValues(measured, (turn) => turn.waitMs))
  return waitFinding('buffering-proxy', {
    stage: 'response',
    baseMs: waitMs,
    costMs: transitMs,
    values: { transitMs, waitMs, turns: measured.length },
    fixes: [{ kind: 'proxy-settings', values: {}, patch: null, expectedTtfbMs: ttfbMs }],
  })
}

/** The browser takes long to paint the text that it has received. */
export const slowPaint: Rule = ({ answered, ttfbMs }) => {
  const measured = answered.filter(({ waitMs, paintMs }) => waitMs !== null && paintMs !== null)
  const paintMs = median(presentValues(measured, (turn) => turn.paintMs))
  if (measured.length < fewestTurns || paintMs < slowPaintMs) return null
  const waitMs = median(presentValues(measured, (turn) => turn.waitMs))
  return waitFinding('slow-paint', {
    stage: 'paint',
    baseMs: waitMs,
    costMs: paintMs,
    values: { paintMs, waitMs, turns: measured.length },
    fixes: [{ kind: 'check-browser', values: {}, patch: null, expectedTtfbMs: ttfbMs }],
  })
}
