import { describe, expect, it } from 'vitest'
import type { BrowserTiming, Stage } from './timing.ts'
import { groupParts, largestPart, measuredWaitMs, waitOfTurn } from './wait.ts'

const stages: Stage[] = [
  { name: 'auth', startMs: 0, endMs: 5 },
  { name: 'agent', startMs: 5, endMs: 6 },
  { name: 'history', startMs: 5, endMs: 20 },
  { name: 'memory', startMs: 5, endMs: 35 },
  { name: 'prompt', startMs: 35, endMs: 36 },
  { name: 'connect', startMs: 36, endMs: 66 },
  { name: 'model', startMs: 66, endMs: 338 },
  { name: 'flush', startMs: 338, endMs: 340 },
]
const timing = { ttfbMs: 340, totalMs: 900, stages }
const browser: BrowserTiming = {
  requestMs: 20,
  transitMs: 50,
  paintMs: 6,
  waitMs: 396,
  totalMs: 960,
}
const sum = (parts: { ms: number }[]) => parts.reduce((total, { ms }) => total + ms, 0)
const msOf = (parts: { name: string; ms: number }[]) =>
  Object.fromEntries(parts.map(({ name, ms }) => [name, Math.round(ms)]))

describe('waitOfTurn', () => {
  it('counts from Enter to the paint, and divides all of it', () => {
    const wait = waitOfTurn(timing, browser)
    expect(wait).toMatchObject({ basis: 'wait', totalMs: 396, receivedMs: 20, endMs: 960 })
    expect(msOf(wait.parts)).toEqual({
      request: 20,
      auth: 5,
      memory: 30,
      prompt: 1,
      connect: 30,
      model: 272,
      flush: 2,
      response: 30,
      paint: 6,
    })
    expect(sum(wait.parts)).toBeCloseTo(396)
    expect(sum(groupParts(wait.parts))).toBeCloseTo(396)
    expect(largestPart(wait)).toMatchObject({ name: 'model', share: 272 / 396 })
  })

  it('counts TTFB where no browser measured the turn', () => {
    for (const unmeasured of [undefined, {}, { requestMs: 20 }, { requestMs: 20, transitMs: 9 }]) {
      const wait = waitOfTurn(timing, unmeasured)
      expect(wait).toMatchObject({ basis: 'ttfb', totalMs: 340, receivedMs: 0, endMs: 900 })
      expect(wait.stages).toEqual(stages)
      expect(sum(wait.parts)).toBeCloseTo(340)
    }
  })

  it('adds up the parts that browsers of earlier versions told', () => {
    expect(measuredWaitMs(timing, { requestMs: 20, transitMs: 50, paintMs: 6 })).toBe(396)
    expect(measuredWaitMs(timing, { transitMs: 50 })).toBeNull()
    expect(measuredWaitMs({ ttfbMs: null }, browser)).toBeNull()
  })

  it('never divides more or less than the wait, whatever was measured', () => {
    const odd: BrowserTiming[] = [
      { waitMs: 300, requestMs: 20, transitMs: 0, paintMs: 6 },
      { waitMs: 10, requestMs: 50, transitMs: 50, paintMs: 60 },
      { waitMs: 0 },
      { waitMs: 5_000 },
      { waitMs: 396, requestMs: 0, transitMs: 0, paintMs: 0 },
    ]
    for (const one of odd) {
      const { parts, totalMs, basis } = waitOfTurn(timing, one)
      expect(basis).toBe('wait')
      expect(totalMs).toBe(one.waitMs)
      expect(sum(parts)).toBeCloseTo(one.waitMs ?? 0)
    }
  })

  it('gives the time of tools, in which no stage runs, to Lumos', () => {
    const toolStages: Stage[] = [
      { name: 'connect', startMs: 0, endMs: 10 },
      { name: 'model', startMs: 10, endMs: 100 },
      { name: 'connect', startMs: 900, endMs: 910 },
      { name: 'model', startMs: 910, endMs: 1_000 },
    ]
    const { parts } = waitOfTurn({ ttfbMs: 1_000, totalMs: 1_200, stages: toolStages })
    expect(msOf(parts)).toEqual({ connect: 20, model: 180, other: 800 })
    expect(groupParts(parts).find(({ group }) => group === 'own')?.ms).toBe(800)
  })

  it('counts the turn where no answer text came', () => {
    const wait = waitOfTurn({ ttfbMs: null, totalMs: 900, stages }, browser)
    expect(wait).toMatchObject({ basis: 'turn', totalMs: 900 })
    expect(sum(wait.parts)).toBeCloseTo(900)
  })

  it('has a mark of its own for reasoning, on the clock of the wait', () => {
    const thinking = { ...timing, reasoningMs: 120 }
    expect(waitOfTurn(thinking).reasoningMs).toBe(120)
    expect(waitOfTurn(thinking, browser).reasoningMs).toBe(140)
    expect(waitOfTurn(thinking, { ...browser, reasoningMs: 155 }).reasoningMs).toBe(155)
    expect(waitOfTurn(timing, browser).reasoningMs).toBeNull()
  })
})
