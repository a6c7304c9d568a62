import { describe, expect, it } from 'vitest'
import { browserStages, createLiveTurn, measureTurn } from './live-turn.ts'

const watched = {
  ...createLiveTurn(),
  sentAt: 1_000,
  firstFrameAt: 1_050,
  serverMs: 10,
  firstTextAt: 1_400,
  paintedAt: 1_420,
}

describe('measureTurn', () => {
  it('takes half of what the round trip cost beyond the server as the way there', () => {
    expect(measureTurn(watched, 380)).toEqual({ requestMs: 20, transitMs: 20, paintMs: 20 })
  })

  it('counts what was held back on the way as transit', () => {
    expect(measureTurn({ ...watched, firstTextAt: 3_400 }, 380).transitMs).toBe(2_020)
  })

  it('is never negative when the server measured more than the browser', () => {
    expect(measureTurn({ ...watched, serverMs: 80 }, 500)).toMatchObject({
      requestMs: 0,
      transitMs: 0,
    })
  })

  it('does not take a page that read its first frame late for a long way there', () => {
    expect(measureTurn({ ...watched, firstFrameAt: 1_350 }, 380).requestMs).toBe(20)
  })

  it('does not make up a way there for a turn that another page began', () => {
    expect(measureTurn({ ...watched, isJoined: true }, 380)).toEqual({ paintMs: 20 })
  })

  it('leaves out a paint that nobody saw', () => {
    expect(measureTurn({ ...watched, paintedAt: null }, 380)).not.toHaveProperty('paintMs')
  })
})

describe('browserStages', () => {
  it('ends the request at the receipt, and begins the paint with the first token', () => {
    expect(browserStages({ requestMs: 20, transitMs: 45, paintMs: 30 }, 380)).toEqual([
      { name: 'request', startMs: -20, endMs: 0 },
      { name: 'paint', startMs: 380, endMs: 410 },
    ])
  })
})
