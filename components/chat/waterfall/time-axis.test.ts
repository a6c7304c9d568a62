import { expect, test } from 'vitest'
import { ticksOf } from './time-axis.ts'

test.each([
  [5_450, [0, 2_000, 4_000]],
  [980, [0, 500]],
  [4_000, [0, 1_000, 2_000, 3_000, 4_000]],
  [27_100, [0, 10_000, 20_000]],
  [1, [0, 1]],
])('an axis of %d ms has round marks', (untilMs, ticks) => {
  expect(ticksOf({ fromMs: -20, untilMs })).toEqual(ticks)
})
