import { describe, expect, test } from 'vitest'
import type { LatencyGroup } from '#lib/contracts/latency/latency.ts'
import { histogramBars } from './histogram-bars.ts'
import { niceTicks, roundValueWithin } from './nice-ticks.ts'
import { wholeSeries } from './whole-series.ts'

test.each([
  [1_450, [0, 500, 1_000, 1_500]],
  [340, [0, 100, 200, 300, 400]],
  [27_100, [0, 10_000, 20_000, 30_000]],
  [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  [0, [0, 0.2, 0.4, 0.6, 0.8, 1]],
])('the ticks up to %d are round and reach it', (largest, ticks) => {
  expect(niceTicks(largest).map((tick) => Math.round(tick * 10) / 10)).toEqual(ticks)
})

test.each([
  [304, 362, null],
  [430, 512, 500],
  [861, 1_024, 1_000],
  [1_000, 1_189, 1_000],
  [841, 1_000, null],
  [1_722, 2_048, 2_000],
])('the round value from %d until %d is %s', (from, until, value) => {
  expect(roundValueWithin(from, until)).toBe(value)
})

describe('the histogram', () => {
  const bar = (fromMs: number, count: number) => ({
    fromMs: Math.round(fromMs * 10) / 10,
    toMs: Math.round(fromMs * 2 ** 0.25 * 10) / 10,
    count,
  })

  test('of a single turn is one narrow bar among empty ones, at its place', () => {
    const bars = histogramBars([bar(2 ** 8.25, 1)])
    expect(bars.length).toBeGreaterThanOrEqual(16)
    const [used, ...others] = bars.filter(({ count }) => count > 0)
    expect(others).toEqual([])
    expect(used?.fromMs).toBeLessThanOrEqual(340)
    expect(used?.toMs).toBeGreaterThan(340)
    expect(bars.map(({ roundMs }) => roundMs).filter(Boolean)).toEqual([100, 200, 500, 1_000])
  })

  test('runs evenly over gaps, and loses no turn', () => {
    const bars = histogramBars([bar(2 ** 5, 3), bar(2 ** 9, 4)])
    expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(7)
    for (const [at, { fromMs }] of bars.entries())
      if (at > 0) expect(fromMs).toBeCloseTo(bars[at - 1]?.toMs ?? 0, 6)
  })

  test('of no turns is empty', () => {
    expect(histogramBars([])).toEqual([])
  })
})

describe('the time axis', () => {
  const hourMs = 3_600_000
  const group = (hour: number) => ({ key: new Date(hour * hourMs).toISOString() }) as LatencyGroup
  const report = (hours: number[], until: number) => ({
    series: hours.map(group),
    since: new Date(0).toISOString(),
    until: new Date(until * hourMs).toISOString(),
    stepMs: hourMs,
  })

  test('has every step of the period, also those without turns', () => {
    const steps = wholeSeries(report([2, 5], 8))
    expect(steps).toHaveLength(8)
    expect(steps.flatMap(({ group }, at) => (group ? [at] : []))).toEqual([2, 5])
  })

  test('of a very long period begins with its first turn', () => {
    const steps = wholeSeries(report([5_000, 5_010], 6_000))
    expect(steps).toHaveLength(11)
    expect(steps[0]?.group).not.toBeNull()
  })
})
