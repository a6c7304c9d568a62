import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLoopDelay } from './loop-delay.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function setUp() {
  let now = 0
  return {
    delay: createLoopDelay(() => now),
    /** Advances the clock without running timers, like blocking work. */
    block(ms: number) {
      now += ms
    },
    /** Advances the clock and runs due timers on time. */
    idle(ms: number) {
      for (let passed = 0; passed < ms; passed += 1) {
        now += 1
        vi.advanceTimersByTime(1)
      }
    },
  }
}

test('a delay is known while it goes on and after it, until it was too long ago', () => {
  const { delay, block, idle } = setUp()
  delay.watch()
  block(200)
  expect(delay.worstMs(1_000)).toBe(180)
  idle(20)
  expect(delay.worstMs(1_000)).toBe(200)
  idle(500)
  expect(delay.worstMs(400)).toBe(0)
  expect(delay.worstMs(1_000)).toBe(200)
})

test('nothing is known, and nothing is done, before somebody waits', () => {
  const { delay, block } = setUp()
  block(50)
  expect(vi.getTimerCount()).toBe(0)
  expect(delay.worstMs(1_000)).toBe(0)
})

test('ten minutes after the last one waited it is watched no more', () => {
  const { delay, block, idle } = setUp()
  delay.watch()
  block(600_000)
  idle(20)
  expect(vi.getTimerCount()).toBe(0)
})
