import { describe, expect, it } from 'vitest'
import { browserStages, createLiveTurn } from './live-turn.ts'

const watched = {
  ...createLiveTurn(),
  sentAt: 1_000,
  firstFrameAt: 1_050,
  serverMs: 10,
  firstTextAt: 1_400,
  paintedAt: 1_420,
}

describe('browserStages', () => {
  it('takes half of what the round trip cost beyond the server as the way there', () => {
    expect(browserStages(watched, 380)).toEqual([
      { name: 'request', startMs: -20, endMs: 0 },
      { name: 'paint', startMs: 380, endMs: 400 },
    ])
  })

  it('is never negative when the server measured more than the browser', () => {
    const [request] = browserStages({ ...watched, serverMs: 80 }, 380)
    expect(request?.startMs).toBeCloseTo(0)
  })

  it('does not make up a way there for a turn that another page began', () => {
    const stages = browserStages({ ...watched, isJoined: true }, 380)
    expect(stages.map(({ name }) => name)).toEqual(['paint'])
  })

  it('leaves out a paint that nobody saw', () => {
    const stages = browserStages({ ...watched, paintedAt: null }, 380)
    expect(stages.map(({ name }) => name)).toEqual(['request'])
  })
})
