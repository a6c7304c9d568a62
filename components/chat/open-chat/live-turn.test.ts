import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  beginTurn,
  createLiveTurn,
  type LiveTurn,
  measureTurn,
  notePaint,
  waitedMs,
} from './live-turn.ts'

const watched: LiveTurn = {
  ...createLiveTurn(),
  sentAt: 1_000,
  firstFrameAt: 1_050,
  serverMs: 10,
  firstTextAt: 1_400,
  paintedAt: 1_420,
}

describe('measureTurn', () => {
  it('takes half of what the round trip cost beyond the server as the way there', () => {
    expect(measureTurn(watched, 380, 2_000)).toEqual({
      requestMs: 20,
      transitMs: 20,
      paintMs: 20,
      waitMs: 420,
      totalMs: 1_000,
    })
  })

  it('counts what was held back on the way as transit', () => {
    expect(measureTurn({ ...watched, firstTextAt: 3_400 }, 380, 4_000).transitMs).toBe(2_020)
  })

  it('is never negative when the server measured more than the browser', () => {
    expect(measureTurn({ ...watched, serverMs: 80 }, 500, 2_000)).toMatchObject({
      requestMs: 0,
      transitMs: 0,
    })
  })

  it('does not take a page that read its first frame late for a long way there', () => {
    expect(measureTurn({ ...watched, firstFrameAt: 1_350 }, 380, 2_000).requestMs).toBe(20)
  })

  it('measures nothing of a turn that another page began', () => {
    expect(measureTurn({ ...watched, isJoined: true }, 380, 2_000)).toEqual({})
    expect(waitedMs({ ...watched, isJoined: true })).toBeNull()
  })

  it('leaves out paint and wait when nobody saw the first text', () => {
    const unseen = measureTurn({ ...watched, paintedAt: null }, 380, 2_000)
    expect(unseen).not.toHaveProperty('paintMs')
    expect(unseen).not.toHaveProperty('waitMs')
    expect(unseen.transitMs).toBe(20)
  })

  it('has the first thought on the same clock as the wait', () => {
    expect(measureTurn({ ...watched, thoughtPaintedAt: 1_100 }, 380, 2_000).reasoningMs).toBe(100)
  })
})

describe('notePaint', () => {
  let frames: FrameRequestCallback[]
  let page: EventTarget & { visibilityState: string }
  beforeEach(() => {
    frames = []
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
    vi.stubGlobal('document', page)
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => frames.push(run))
  })
  afterEach(() => vi.unstubAllGlobals())

  function turnWithText(): LiveTurn {
    const turn = createLiveTurn()
    beginTurn(turn, false)
    turn.firstTextAt = performance.now()
    return turn
  }
  function nextFrame() {
    for (const run of frames.splice(0)) run(0)
  }
  function hide() {
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
  }

  it('ends the wait when the frame after the first text’s is begun', () => {
    const turn = turnWithText()
    notePaint(turn)
    nextFrame()
    expect(turn.paint).toBe('due')
    nextFrame()
    expect(turn.paint).toBe('done')
    expect(waitedMs(turn)).toBeGreaterThan(0)
  })

  it('knows no wait when the page is hidden as the text comes, or before it is painted', () => {
    const before = turnWithText()
    hide()
    notePaint(before)
    expect(before).toMatchObject({ paint: 'missed', paintedAt: null })
    page.visibilityState = 'visible'
    const meanwhile = turnWithText()
    notePaint(meanwhile)
    nextFrame()
    hide()
    nextFrame()
    expect(meanwhile).toMatchObject({ paint: 'missed', paintedAt: null })
  })

  it('takes a wait on a page that was hidden only before the text came', () => {
    const turn = createLiveTurn()
    beginTurn(turn, false)
    hide()
    page.visibilityState = 'visible'
    page.dispatchEvent(new Event('visibilitychange'))
    turn.firstTextAt = performance.now()
    notePaint(turn)
    nextFrame()
    nextFrame()
    expect(turn.paint).toBe('done')
  })

  it('gives a late frame to no later turn', () => {
    const turn = turnWithText()
    notePaint(turn)
    beginTurn(turn, false)
    nextFrame()
    nextFrame()
    expect(turn).toMatchObject({ paint: 'none', paintedAt: null })
  })
})
